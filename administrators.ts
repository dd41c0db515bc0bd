import { passwords } from '#kit/passwords.ts';
import { oneAtATime } from '#domain/one-at-a-time.ts';
import type { Config } from './config.ts';
import type { Foundations } from './foundations.ts';

/** A console user who was made at this start, with the password that is printed once. */
export interface NewAdministrator {
  username: string;
  /** Undefined when the operator gave it. */
  password: string | undefined;
}

/** Makes the first administrator, and in the demo the district's; who is there already stays as they are. */
export async function firstAdministrators(foundations: Foundations): Promise<NewAdministrator[]> {
  const { config } = foundations;
  const made: NewAdministrator[] = [];
  if (config.admin.username)
    made.push(...(await make(foundations, config.admin.username, config.admin.password, null)));
  if (config.demoData) made.push(...(await make(foundations, 'fangmin', undefined, 'fang.min')));
  return made;
}

async function make(
  { database, randomness }: Pick<Foundations, 'database' | 'randomness'>,
  username: string,
  given: Config['admin']['password'],
  wecomUserid: string | null,
): Promise<NewAdministrator[]> {
  const known = await database.read((tx) => tx.prisma.consoleUser.findUnique({ where: { username } }));
  if (known) return [];
  const password = given ?? randomness.bytes(9).toString('base64url');
  const passwordHash = await passwords().hash(password);
  const isNew = await database.transact(async (tx) => {
    // Of several processes that start at once, one makes it.
    await oneAtATime(tx, `console-user/${username}`);
    if (await tx.prisma.consoleUser.findUnique({ where: { username } })) return false;
    const staff = wecomUserid ? await tx.prisma.staff.findUnique({ where: { wecomUserid } }) : null;
    const id = tx.id();
    await tx.prisma.consoleUser.create({ data: { id, username, passwordHash, staffId: staff?.id ?? null } });
    tx.audit({ actor: { kind: 'system' }, action: 'console-user.created', subject: { kind: 'console-user', id } });
    return true;
  });
  if (!isNew) return [];
  return [{ username, password: given === undefined ? password : undefined }];
}
