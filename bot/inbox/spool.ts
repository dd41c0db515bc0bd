import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Vault } from '#kit/vault.ts';
import type { InboundMessage } from '../message.ts';

/**
 * Where messages wait when the database cannot take them: a file each, sealed, on the disk before anything is answered.
 * Played again in the order in which they came.
 */
export interface Spool {
  /** @throws when the file is not safely on the disk. */
  keep(message: InboundMessage, body: string): Promise<void>;
  /** What was answered when this message was kept. */
  answerTo(claimKey: string): Promise<string | undefined>;
  /** What waits, the oldest first. A file that cannot be read is put aside under another name, and the others go on. */
  waiting(): Promise<{ messages: SpooledMessage[]; unreadable: unknown[] }>;
  remove(spooled: SpooledMessage): Promise<void>;
}

export interface SpooledMessage {
  file: string;
  message: InboundMessage;
  body: string;
}

/** @param folder is made when it is missing. */
export function createSpool(folder: string, vault: Vault): Spool {
  const files = async () => {
    await mkdir(folder, { recursive: true });
    return (await readdir(folder)).filter((name) => name.endsWith('.sealed')).sort();
  };
  const read = async (file: string): Promise<SpooledMessage> => {
    const plain = vault.open(place(claimKeyOf(file)), await readFile(join(folder, file), 'utf8'));
    const { message, body } = JSON.parse(plain) as Pick<SpooledMessage, 'message' | 'body'>; // written by keep
    return { file, body, message: { ...message, sentAt: new Date(message.sentAt) } };
  };
  return {
    async keep(message, body) {
      await mkdir(folder, { recursive: true });
      const name = `${String(message.sentAt.getTime()).padStart(15, '0')}-${message.claimKey}`;
      const sealed = vault.seal(place(message.claimKey), JSON.stringify({ message, body }));
      await writeThrough(join(folder, `${name}.part`), sealed);
      await rename(join(folder, `${name}.part`), join(folder, `${name}.sealed`));
      await sync(folder);
    },
    async answerTo(claimKey) {
      const file = (await files()).find((name) => claimKeyOf(name) === claimKey);
      return file === undefined ? undefined : (await read(file)).body;
    },
    async waiting() {
      const messages: SpooledMessage[] = [];
      const unreadable: unknown[] = [];
      for (const file of await files()) {
        try {
          messages.push(await read(file));
        } catch (error) {
          unreadable.push(error);
          await rename(join(folder, file), join(folder, `${file}.unreadable`));
        }
      }
      return { messages, unreadable };
    },
    remove: ({ file }) => rm(join(folder, file), { force: true }),
  };
}

function place(claimKey: string) {
  return { table: 'spool', column: 'message', row: claimKey };
}

function claimKeyOf(file: string): string {
  return file.slice(file.indexOf('-') + 1).replace(/\.sealed$/, '');
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name of a new file is on the disk only when its folder is. */
async function sync(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
