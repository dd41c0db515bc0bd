import { requestJob, type JobRequests } from '#domain/jobs/request-job.ts';
import { reply } from '#domain/notices/send.ts';
import type { Transaction } from '#domain/transaction.ts';
import { changeService } from '../dialogues/change-service.ts';
import { talking } from '../replies/talking.ts';
import type { Program } from '../router/talk.ts';
import { dialogueById, quietMs, saveDialogue, type DialogueRow } from './dialogue-row.ts';

export type QuietOutcome = 'set-aside' | 'expired' | 'moved-on' | 'over';

/**
 * The job 'dialogue.expire': a dialogue that has been quiet for half an hour is set aside with one polite line; three
 * days later it is closed and what was answered is erased. One that has moved on is looked at again in its time.
 */
export async function quietDialogue(
  program: Program,
  tx: Transaction,
  { dialogueId, revision }: JobRequests['dialogue.expire'],
): Promise<QuietOutcome> {
  const found = await dialogueById(tx, dialogueId);
  if (!found || (found.row.status !== 'open' && found.row.status !== 'suspended')) return 'over';
  const { row, contactId } = found;
  if (row.expiresAt <= tx.now) {
    await saveDialogue(tx, row, 'expired');
    return 'expired';
  }
  if (row.status === 'suspended' || row.revision !== revision) {
    await lookAgain(tx, row);
    return 'moved-on';
  }
  await setAside(program, tx, row, contactId);
  return 'set-aside';
}

async function setAside(program: Program, tx: Transaction, row: DialogueRow, contactId: string): Promise<void> {
  const asking = row.name === changeService.name;
  const before = asking && row.state.returnTo !== undefined ? await dialogueById(tx, row.state.returnTo) : undefined;
  const name = before?.row.name ?? row.name;
  await saveDialogue(tx, row, asking ? 'abandoned' : 'suspended');
  if (!asking) await lookAgain(tx, row);
  const contact = await tx.prisma.contact.findUniqueOrThrow({ where: { id: contactId } });
  const withStaff = contact.handedOverUntil !== null && contact.handedOverUntil > tx.now;
  if (!contact.following || withStaff) return;
  const title = program.dialogues.find((dialogue) => dialogue.name === name)?.title ?? talking.thisMatter;
  const expiresAt = new Date(tx.now.getTime() + quietMs);
  await reply(
    tx,
    contactId,
    { text: talking.quiet(title) },
    { key: `dialogue.quiet/${row.id}/${row.revision}`, expiresAt },
  );
}

async function lookAgain(tx: Transaction, row: DialogueRow): Promise<void> {
  const { id: dialogueId, revision } = row;
  const dueAt = row.status === 'open' ? new Date(row.updatedAt.getTime() + quietMs) : row.expiresAt;
  await requestJob(
    tx,
    'dialogue.expire',
    { dialogueId, revision },
    { key: `dialogue.expire/${dialogueId}/${revision}`, dueAt },
  );
}
