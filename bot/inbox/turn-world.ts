import type { DialogueWorld } from '../dialogue-world.ts';
import type { InboundMessage } from '../message.ts';
import { callStaff } from '../router/call-staff.ts';
import type { Program, Talk } from '../router/talk.ts';
import { contactOf } from './contact-row.ts';

/** What dialogues see in this turn. Read once, and again when a dialogue has changed who somebody is. */
export function turnWorld(
  talk: () => Talk,
  message: InboundMessage,
  { publicUrl, hasSms }: Pick<Program, 'publicUrl' | 'hasSms'>,
): Pick<Talk, 'world' | 'forgetWorld'> {
  let world: Promise<DialogueWorld> | undefined;
  let stale = false;
  const build = async (): Promise<DialogueWorld> => {
    const { tx, contact, staff } = talk();
    const resident = stale ? (await contactOf(tx, message)).resident : contact.resident;
    return {
      tx,
      contact: { id: contact.id, channel: contact.channel },
      resident,
      staff,
      callStaff: (placeId) => callStaff(talk(), placeId),
      publicUrl,
      hasSms,
    };
  };
  return {
    world: () => (world ??= build()),
    forgetWorld() {
      stale = true;
      world = undefined;
    },
  };
}
