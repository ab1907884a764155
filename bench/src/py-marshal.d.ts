declare module 'py-marshal' {
  const PyMarshal: {
    readFromBuffer(buffer: Buffer): unknown;
    writeToBuffer(value: unknown): Buffer;
  };
  export default PyMarshal;
}
