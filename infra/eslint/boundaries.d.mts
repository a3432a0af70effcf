import type { Linter } from 'eslint';

export interface Rule {
  readonly why: string;
  readonly imports?: readonly RegExp[];
  readonly syntax?: readonly string[];
  readonly globals?: readonly string[];
}
export const RULES: Readonly<Record<string, Rule>>;
export const boundaries: Linter.Config[];
