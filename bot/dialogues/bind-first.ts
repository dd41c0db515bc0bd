import { bind } from '#domain/residents/bind.ts';
import { issueBindLink } from '#domain/residents/bind-page.ts';
import { boundResident } from '#domain/residents/binding.ts';
import { sendCode } from '#domain/residents/codes.ts';
import { refuse } from '#domain/refusal.ts';
import type { DialogueWorld, Script, TalkingResident } from '../dialogue-world.ts';
import { binding } from '../replies/identity.ts';
import { askCode, type Proof } from './ask-code.ts';
import { askDeskCode, askIdentity, askPhone } from './ask-identity.ts';

/**
 * Who is talking; binds the account first when it is nobody's yet: name and document, phone, code – three messages, or
 * two when they write everything at once. For every dialogue that needs to know; its own questions go on after it.
 *
 * Who is on file and who is not go the same way, word for word. Without SMS the desk's code takes the phone's place.
 */
export async function bindFirst(script: Script, world: DialogueWorld): Promise<TalkingResident> {
  if (world.resident) return world.resident;
  const { tx, contact, publicUrl, hasSms } = world;
  const { token } = await script.act('bind.link', () => issueBindLink(tx, contact.id), { per: contact.id });
  const identity = await askIdentity(script, world, {
    key: 'bind',
    prompt: hasSms ? binding.askWho : binding.askWhoAtDesk,
    help: binding.whoHelp,
    links: [{ label: binding.pageLink, url: `${publicUrl}/h5/bind/${token}` }],
    who: 'adult',
  });
  script.say(binding.consent, [{ label: binding.privacyLink, url: `${publicUrl}/h5/privacy` }]);
  const from = hasSms ? await phoneOf(script, identity.phone) : await askDeskCode(script, 'bind');
  const bound = await askCode(script, {
    key: 'bind',
    from,
    phone: hasSms ? 'may-change' : 'none',
    send: (phone) => sendCode(tx, { purpose: 'bind', contactId: contact.id, phone }),
    check: (phone, code) =>
      bind(tx, { contactId: contact.id, channel: contact.channel, identity: { ...identity, phone }, code }),
    per: [identity.name, identity.documentNumber, identity.birthDate],
  });
  if (!bound) throw refuse('code-tries-used');
  const resident = await boundResident(tx, contact.id);
  if (!resident) throw refuse('not-bound');
  script.say(resident.identityLevel === 'verified' ? binding.bound(identity.name) : binding.registered(identity.name));
  script.say(binding.deleteAdvice);
  return resident;
}

async function phoneOf(script: Script, phone: string | undefined): Promise<Proof> {
  return phone === undefined ? askPhone(script, 'bind') : { phone };
}
