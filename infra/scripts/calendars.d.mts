export function daysOff(year: number): readonly string[];
export function offsets(): readonly { readonly from: string; readonly minutes: number }[];
