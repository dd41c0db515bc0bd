import { readDocument } from '#domain/residents/document.ts';
import { findByDocument, searchByName } from '#domain/residents/find.ts';
import { readName } from '#domain/residents/name.ts';
import { residentName } from '#domain/residents/resident.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { signFor } from '../../replies/contract-work.ts';

interface Found {
  id: string;
  name: string;
}

/** More tries than anybody needs to find somebody. */
const most = 8;

/**
 * Finds a resident by the ID number on the card, or by the full name among those of one's own centres. Undefined when
 * nobody was found in the end.
 */
export async function findResident(
  script: Script,
  { tx, staff }: DialogueWorld,
  askWho: string,
): Promise<Found | undefined> {
  const centres = staff ? await deskCentres(tx, staff.id) : [];
  const today = tx.day.dateOf(tx.now);
  for (let round = 0; round < most; round += 1) {
    const said = await script.ask(`resident.${round}`, {
      title: signFor.whoTitle,
      prompt: round === 0 ? askWho : signFor.askAgain,
      shown: 'hidden',
      accept: (text) => (documentOf(text, today) ?? readName(text)) && text.trim(),
      hint: signFor.whoHint,
      fact: round === 0 ? ({ documentNumber, fullName }) => documentNumber ?? fullName : undefined,
    });
    const found = await search(tx, said, { today, centres });
    if (found.length === 0) {
      script.say(signFor.notFound);
      continue;
    }
    const picked = await script.choose(`resident.${round}.which`, {
      title: signFor.whoTitle,
      prompt: signFor.pick,
      from: [...found, { id: 'other', name: '', label: signFor.askAnother }],
      id: ({ id }) => id,
      label: ({ label }) => label,
      none: { say: signFor.notFound },
    });
    if (picked.id !== 'other') return { id: picked.id, name: picked.name };
  }
  return undefined;
}

async function search(
  tx: DialogueWorld['tx'],
  said: string,
  { today, centres }: { today: string; centres: readonly string[] },
): Promise<{ id: string; name: string; label: string }[]> {
  const document = documentOf(said, today);
  if (!document) {
    const found = await searchByName(tx, said, centres, 8);
    return found.map(({ id, name, birthDate }) => ({ id, name, label: signFor.found(name, birthDate) }));
  }
  const found = await findByDocument(tx, document.kind, document.number);
  if (!found) return [];
  const name = await residentName(tx, found.id);
  const { birthDate } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: found.id } });
  return [{ id: found.id, name, label: signFor.found(name, birthDate) }];
}

function documentOf(text: string, today: string) {
  const read = readDocument(text.trim(), today);
  return 'problem' in read ? undefined : read;
}
