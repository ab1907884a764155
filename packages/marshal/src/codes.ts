// The types of values that are made of others, as marshal writes them.
export const LIST = 0x5b; // [
export const TUPLE = 0x28; // (
export const SMALL_TUPLE = 0x29; // )
export const DICT = 0x7b; // {
export const SET = 0x3c; // <
export const FROZENSET = 0x3e; // >
export const SLICE = 0x3a; // :
/** What ends a dict. */
export const NULL = 0x30; // 0

/** With a type: the value can be referred to. */
export const FLAG_REF = 0x80;
