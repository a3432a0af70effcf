import type { FastifyRequest } from 'fastify';

const texts = new WeakMap<FastifyRequest, string>();

/** Keeps the text of a body as it came, for who has to check a signature over it. It goes with its request. */
export const keepRawBody = (request: FastifyRequest, text: string): void => void texts.set(request, text);

/** The text of the body as it came; empty when there was none. */
export const rawBodyOf = (request: FastifyRequest): string => texts.get(request) ?? '';
