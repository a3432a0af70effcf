/** Neither an answer nor an error came in time, or the connection was given up or closed meanwhile. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
