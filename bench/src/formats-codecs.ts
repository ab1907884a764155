import { deserialize, serialize } from 'node:v8';
import { dumps, loads, type Marshallable } from '@tomada/marshal';
import { Struct } from '@tomada/struct';
import type { MessageId, Messages, Note, Reading } from './formats-messages.ts';

/** Who writes and reads in this process. */
export const nodeFormats = ['json', 'v8', 'marshal', 'struct'] as const;
export type NodeFormat = (typeof nodeFormats)[number];

/** Writes a message as bytes that can be sent, and reads it back as something to work with. */
export interface Codec<Message> {
  encode(message: Message): Uint8Array;
  /** The message, or what the format has instead of it: a Map for a dictionary. */
  decode(bytes: Uint8Array): unknown;
}

/** How a format carries a message. */
export function codecOf<Id extends MessageId>(format: NodeFormat, id: Id): Codec<Messages[Id]> {
  switch (format) {
    case 'json':
      return {
        encode: (message) => Buffer.from(JSON.stringify(message)),
        decode: (bytes) => JSON.parse(bufferOf(bytes).toString()),
      };
    case 'v8':
      return { encode: serialize, decode: deserialize };
    case 'marshal':
      return {
        // Sound: messages are plain objects and lists of numbers and texts.
        encode: (message) => dumps(message as unknown as Marshallable),
        decode: (bytes) => loads(bytes),
      };
    case 'struct':
      return structs[id];
  }
}

const one = new Struct('!HIdd');
const encodeReading = ({ sensor, time, temperature, humidity }: Reading) =>
  one.pack(sensor, time, temperature, humidity);

/** With its sizes in front, as a program writes it that has texts to send. */
const noteHead = new Struct('!IHHH');

const structs: { readonly [Id in MessageId]: Codec<Messages[Id]> } = {
  reading: {
    encode: encodeReading,
    decode(bytes): Reading {
      const [sensor, time, temperature, humidity] = one.unpack(bytes);
      return { sensor, time, temperature, humidity };
    },
  },
  readings: {
    encode(readings) {
      const bytes = new Uint8Array(readings.length * one.size);
      let at = 0;
      for (const { sensor, time, temperature, humidity } of readings) {
        one.packInto(bytes, at, sensor, time, temperature, humidity);
        at += one.size;
      }
      return bytes;
    },
    decode(bytes): Reading[] {
      const readings: Reading[] = [];
      for (let at = 0; at < bytes.length; at += one.size) {
        const [sensor, time, temperature, humidity] = one.unpackFrom(bytes, at);
        readings.push({ sensor, time, temperature, humidity });
      }
      return readings;
    },
  },
  note: {
    encode({ id, name, city, text }) {
      const a = Buffer.byteLength(name);
      const b = Buffer.byteLength(city);
      const c = Buffer.byteLength(text);
      const bytes = Buffer.allocUnsafe(noteHead.size + a + b + c);
      noteHead.packInto(bytes, 0, id, a, b, c);
      bytes.write(name, noteHead.size);
      bytes.write(city, noteHead.size + a);
      bytes.write(text, noteHead.size + a + b);
      return bytes;
    },
    decode(bytes): Note {
      const [id, a, b, c] = noteHead.unpackFrom(bytes, 0);
      const first = noteHead.size;
      const buffer = bufferOf(bytes);
      return {
        id,
        name: buffer.toString('utf8', first, first + a),
        city: buffer.toString('utf8', first + a, first + a + b),
        text: buffer.toString('utf8', first + a + b, first + a + b + c),
      };
    },
  },
};

/** The same memory, with what Node has for text. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
