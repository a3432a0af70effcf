import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

const named = (name: string) => [{ name: 'commonName', value: name }];

/** An authority of the tests' own. */
export async function makeAuthority(): Promise<Certificate> {
  const { private: key, cert: certificate } = await generate(named('tests'), {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  });
  return { key, certificate };
}

/** For a server on this machine, signed by the authority. */
export async function certify(authority: Certificate): Promise<Certificate> {
  const { private: key, cert: certificate } = await generate(named('localhost'), {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.key, cert: authority.certificate },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  return { key, certificate };
}
