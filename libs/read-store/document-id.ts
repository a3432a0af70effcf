/** An id that every store keeps as it is: not empty, well-formed Unicode, and without NUL, at which C strings end. */
export const isDocumentId = (id: string): boolean => id !== '' && !/\p{Surrogate}|\0/u.test(id);
