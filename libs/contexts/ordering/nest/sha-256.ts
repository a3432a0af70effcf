export const SHA_256 = /^[0-9a-f]{64}$/;
export const SHA_256_FORM = 'a SHA-256 in hexadecimal';
