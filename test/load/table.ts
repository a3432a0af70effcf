import { meets, type Figure } from './row.js';

const HEAD = ['what', 'subject', 'base', 'ratio', 'limit', 'ok?'] as const;

/** The figures for people: a Markdown table, as it stands in docs/performance.md, and below it what is doubtful. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head, ...body] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const doubts = figures.flatMap(({ name, doubts }) => doubts.map((doubt) => `! ${name}: ${doubt}`));
  return [head, rule, ...body, ...doubts].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function cells(figure: Figure): readonly string[] {
  const { name, what, unit, subject, base, value, limit } = figure;
  const isRatio = limit.kind === 'at least';
  const digits = isRatio ? 2 : 0;
  return [
    `${name}: ${what}`,
    `${number(subject)} ${unit}`,
    `${number(base)} ${unit}`,
    isRatio ? value.toFixed(digits) : `+${value.toFixed(digits)} ${unit}`,
    `${limit.kind} ${limit.value}`,
    meets(figure) ? 'yes' : 'NO',
  ];
}

const number = (value: number): string => Math.round(value).toLocaleString('en-US');
