/** A port that keeps its data in MongoDB, as far as failures go. */
export interface Service {
  /** As a person reads it in a message, such as `read store`. */
  readonly name: string;
  /** The error by which the port says that it cannot do its work. */
  readonly unavailable: new (message: string, options?: ErrorOptions) => Error;
}
