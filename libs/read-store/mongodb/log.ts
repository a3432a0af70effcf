/** Where the store says what a person should know. Facts are plain values for a machine to read. */
export interface ReadStoreLog {
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}
