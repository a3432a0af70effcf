import { join } from 'node:path';
import { begin, type Chapter } from './chapters.js';
import { copied, inCopyOf, newFolder, removed } from './folders.js';
import type { Make } from './process.js';
import type { Story } from './points.js';
import { live, project } from './run.js';

/** Makes a defect for each run anew. */
export type Defect = () => NonNullable<Make['spoilt']>;

/** What is lived through, and the folders at the beginnings of its parts. */
export class Stage {
  readonly #root: string;
  readonly #refund: Chapter;
  readonly #end: Chapter;

  private constructor(root: string, refund: Chapter, end: Chapter) {
    this.#root = root;
    this.#refund = refund;
    this.#end = end;
  }

  static async open(): Promise<Stage> {
    const root = newFolder();
    const [determination, appeal, all] = [join(root, DETERMINATION), join(root, APPEAL), join(root, ALL)];
    const { refund, end } = await begin(determination);
    copied(determination, appeal);
    await live(appeal, refund);
    copied(appeal, all);
    await live(all, end);
    removed(join(all, 'read')); // the read models
    return new Stage(root, refund, end);
  }

  /** From the determination to the claim on the supplier. */
  refund(defect?: Defect): Story {
    return (death) => this.#from(DETERMINATION, (folder) => live(folder, this.#refund, death, of(defect)));
  }

  /** From the end of the time for an appeal to the end of the dispute. */
  end(): Story {
    return (death) => this.#from(APPEAL, (folder) => live(folder, this.#end, death));
  }

  /** All that has happened is projected, by a projector that finds no read models yet. */
  projection(defect?: Defect): Story {
    return (death) => this.#from(ALL, (folder) => project(folder, this.#end, death, of(defect)));
  }

  close(): void {
    removed(this.#root);
  }

  #from<T>(beginning: string, work: (folder: string) => Promise<T>): Promise<T> {
    return inCopyOf(join(this.#root, beginning), work);
  }
}

const DETERMINATION = 'determination';
const APPEAL = 'appeal';
const ALL = 'all';

const of = (defect: Defect | undefined): Pick<Make, 'spoilt'> => (defect === undefined ? {} : { spoilt: defect() });
