import { describe, expect, it } from '@jest/globals';
import { catalogue, event, FORGOTTEN, isSealed, list, nullable, optional, personal, record, text } from '#kernel';
import { FileKeyStore } from '#key-store';
import { temporaryFolder } from '../../test/support/event-store.js';
import { PersonalData } from './index.js';

const events = catalogue({
  'person.met.v1': event(
    'Somebody was met.',
    record({
      personId: text(),
      host: text(),
      name: personal(text(), 'personId'),
      nickname: optional(personal(text(), 'personId')),
      motto: nullable(personal(text(), 'personId')),
      address: personal(record({ street: text(), number: text() }), 'host'),
      friends: list(record({ since: text(), name: personal(text(), 'personId') })),
    }),
  ),
  'person.left.v1': event('Somebody left.', record({ personId: text() })),
});
const met = {
  type: 'person.met.v1',
  data: {
    personId: 'ann',
    host: 'acme',
    name: 'Ann “Ánn” 安',
    motto: null,
    address: { street: 'Main Street', number: '7' },
    friends: [
      { since: '2020', name: 'Bob' },
      { since: '2021', name: 'Bob' },
    ],
  },
};
const left = { type: 'person.left.v1', data: { personId: 'ann' } };
const written = { stream: 'person-ann', commandId: 'c1' };

async function opened(folder?: string): Promise<PersonalData> {
  return new PersonalData(await FileKeyStore.open(folder ?? (await temporaryFolder())));
}
const sealed = async (data: PersonalData, place = written) => (await data.seal(events, [met], place))[0]!.data;

describe('personal data', () => {
  it('is sealed where its event declares it, each field for its own subject, and nowhere else', async () => {
    const data = await opened();
    const [stored, untouched] = await data.seal(events, [met, left], written);
    const value = (subject: string) => ({ sealed: expect.any(String), subject, key: expect.any(String) });
    expect(stored).toEqual({
      type: met.type,
      data: {
        ...met.data,
        name: value('ann'),
        address: value('acme'),
        friends: [
          { since: '2020', name: value('ann') },
          { since: '2021', name: value('ann') },
        ],
      },
    });
    expect(untouched).toBe(left);
    expect(JSON.stringify(stored)).not.toMatch(/Ann|Bob|Main|安/);
  });

  it('is what it was once it is opened, by whoever has the keys', async () => {
    const folder = await temporaryFolder();
    const stored = await sealed(await opened(folder));
    expect(await (await opened(folder)).open({ doc: [stored], at: new Date(0), minor: 1n })).toEqual({
      doc: [met.data],
      at: new Date(0),
      minor: 1n,
    });
    const nobodys = { nothing: ['sealed', { in: 'it' }] };
    expect(await (await opened(folder)).open(nobodys)).toBe(nobodys);
  });

  it('of the same command decided again is sealed alike; of another command, stream or field it is not', async () => {
    const data = await opened();
    expect(await sealed(data)).toEqual(await sealed(data));
    const texts = new Set(
      (
        await Promise.all([
          sealed(data),
          sealed(data, { ...written, commandId: 'c2' }),
          sealed(data, { ...written, stream: 'person-bob' }),
        ])
      ).map((each) => JSON.stringify((each as typeof met.data).name)),
    );
    expect(texts.size).toBe(3);
  });

  it('is forgotten with its subject’s key, and only his', async () => {
    const folder = await temporaryFolder();
    const data = await opened(folder);
    const stored = await sealed(data);
    await data.forget('ann');
    await data.forget('ann');
    for (const reader of [data, await opened(folder)])
      expect(await reader.open(stored)).toEqual({
        ...met.data,
        name: FORGOTTEN,
        friends: [
          { since: '2020', name: FORGOTTEN },
          { since: '2021', name: FORGOTTEN },
        ],
      });
  });

  it('that was forgotten stays so when its subject comes back', async () => {
    const data = await opened();
    const before = await sealed(data);
    await data.forget('ann');
    const after = await sealed(data);
    expect(await data.open([before, after])).toMatchObject([{ name: FORGOTTEN }, { name: met.data.name }]);
  });

  it('that was changed since is no other value but an error', async () => {
    const data = await opened();
    const { name } = (await sealed(data)) as unknown as { readonly name: unknown };
    if (!isSealed(name)) throw new Error('the name is not sealed');
    const flipped = (name.sealed.startsWith('A') ? 'B' : 'A') + name.sealed.slice(1);
    await expect(data.open({ ...name, sealed: flipped })).rejects.toThrow();
    await expect(data.open({ ...name, sealed: name.sealed.slice(0, 20) })).rejects.toThrow(RangeError);
  });

  it('of nobody is refused before anything is written', async () => {
    const data = await opened();
    const nobody = { ...met, data: { ...met.data, personId: '' } };
    await expect(data.seal(events, [nobody], written)).rejects.toThrow(
      new TypeError('name is about "personId", which names nobody'),
    );
  });

  it('asks for a key again when it could not be read', async () => {
    const keys = await FileKeyStore.open(await temporaryFolder());
    let failing = true;
    const find = keys.find.bind(keys);
    const obtain = keys.obtain.bind(keys);
    keys.find = (name) => (failing ? Promise.reject(new Error('no disk')) : find(name));
    keys.obtain = (name, make) => (failing ? Promise.reject(new Error('no disk')) : obtain(name, make));
    const data = new PersonalData(keys);
    await expect(sealed(data)).rejects.toThrow('no disk');
    failing = false;
    const stored = await sealed(data);
    const reader = new PersonalData(keys);
    failing = true;
    await expect(reader.open(stored)).rejects.toThrow('no disk');
    failing = false;
    expect(await reader.open(stored)).toEqual(met.data);
  });
});
