import type { Child, Ended } from './child.js';

/** What a child prints, line by line, as it comes. A last line without its end, as of a killed process, is left out. */
export class Lines {
  readonly all: string[] = [];
  #rest = '';
  #ended: Ended | undefined;
  #news = (): void => undefined;

  constructor(child: Child) {
    child.process.stdout.on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      this.all.push(...lines);
      this.#news();
    });
    void child.ended.then((ended) => {
      this.#ended = ended;
      this.#news();
    });
  }

  /** The first line that satisfies `wanted`, also of those that have come already. @throws Error when the child ends without it. */
  async first(wanted: (line: string) => boolean): Promise<string> {
    for (;;) {
      const line = this.all.find(wanted);
      if (line !== undefined) return line;
      if (this.#ended !== undefined) throw new Error(`the child ended: ${this.#ended.stderr}`);
      await new Promise<void>((resolve) => (this.#news = resolve));
    }
  }
}
