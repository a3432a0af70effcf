export const root: string;
export function setUp(options?: { readonly quiet?: boolean }): void;
export function run(entry: string): Promise<unknown>;
export function sources(): string;
export function binOf(name: string, file: string): string;
export function satisfies(version: string, range: string): boolean;
