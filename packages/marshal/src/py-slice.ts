/** Python's `slice`, in both modes. Only version 5 (Python 3.14) has it. */
export class PySlice<Part = unknown> {
  readonly start: Part;
  readonly stop: Part;
  readonly step: Part;

  constructor(start: Part, stop: Part, step: Part) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}
