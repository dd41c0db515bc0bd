import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import { askForReferral } from '#domain/referrals/ask.ts';
import { answerers } from '#domain/referrals/owner.ts';
import { prepareReferral, type PreparedReferral } from '#domain/referrals/prepare.ts';
import { openStatuses } from '#domain/referrals/rules.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Chance } from '../chance.ts';
import type { ReferralTown } from '../referral-town.ts';
import type { Person } from './cast.ts';
import { acts, chancesOf, type Act } from './referral-acts.ts';

/** Until the second time that it was handed up nobody does anything about these. */
const forgotten = 0.05;

/** What residents, doctors and desks do about referrals from day to day. */
export function referralLife(town: ReferralTown, dice: Chance, people: readonly Person[]) {
  const { happens, oneOf } = dice;
  const byId = new Map(people.map((person) => [person.id, person]));
  const all: string[] = [];
  const letLie = new Set<string>();
  let refused = 0;

  /** One begins, by the resident or by staff, up, down or for a test. */
  async function begin(): Promise<void> {
    const { id, isAdult, isAlive, contactId } = oneOf(...(people as [Person]));
    if (!isAdult || !isAlive) return;
    const byResident = contactId !== undefined && happens(0.4);
    const begun = await refusalOf(town.transact((tx) => (byResident ? ask(tx, id) : prepare(tx, id))));
    if (begun instanceof Refusal) refused += 1;
    else {
      all.push(begun.id);
      if (happens(forgotten)) letLie.add(begun.id);
    }
  }

  function ask(tx: Transaction, id: string): Promise<Referral> {
    const reason = oneOf('血压高，吃药压不住', '胸口闷', '膝盖痛了半年');
    const agrees = oneOf('to-twin', 'later');
    return askForReferral(tx, { residentId: id, askedById: id, reason, insurance: 'employee', agrees });
  }

  function prepare(tx: Transaction, residentId: string): Promise<Referral> {
    const up = town.preparedOf({
      residentId,
      urgency: oneOf('routine', 'routine', 'routine', 'urgent', 'emergency'),
      consent: oneOf('here', 'ask'),
    });
    const test: PreparedReferral = {
      ...up,
      ...{ direction: 'test', category: 'ecg', department: '心电图室', urgency: 'routine' },
    };
    const down: PreparedReferral = {
      ...up,
      ...{ direction: 'down', category: oneOf('general', 'rehabilitation'), department: '康复', urgency: 'routine' },
      ...{ fromOrganisationId: town.places.secondHospital, toOrganisationId: town.places.gongbei },
      ...{ insurance: null, staffId: town.people.wuMin },
    };
    return prepareReferral(tx, oneOf(up, up, down, test));
  }

  /** Everybody whose turn it is may do something about what is open. */
  async function goOn(): Promise<void> {
    const open = await town.read((tx) =>
      tx.prisma.referral.findMany({ where: { status: { in: [...openStatuses] } }, orderBy: { id: 'asc' } }),
    );
    for (const referral of open) {
      if (letLie.has(referral.id) && referral.escalations < 2) continue;
      const act = dice.which(chancesOf(referral, town.clock.now()));
      const person = byId.get(referral.residentId);
      if (act === undefined || (acts[act].by === 'resident' && person?.contactId === undefined)) continue;
      const done = await refusalOf(
        town.transact(async (tx) => acts[act].make(tx, town, dice, await handsOf(tx, referral))),
      );
      // Another one of this resident's is under review: it cannot be referred on just now.
      if (done instanceof Refusal && !(act === 'forward' && done.code === 'referral-pending')) throw done;
      if (act === 'forward' && !(done instanceof Refusal)) all.push(done.id);
    }
  }

  /** Somebody presses an old button, or does what is not theirs to do: mostly refused, and never off the path. */
  async function stray(): Promise<void> {
    const [first, ...others] = all;
    if (first === undefined) return;
    const referralId = oneOf(first, ...others);
    const [one, ...more] = Object.keys(acts) as [Act, ...Act[]];
    const act = oneOf(one, ...more);
    const staffId = oneOf(town.ids.chenZhiyuan, town.people.wuMin, town.people.sunLi, town.ids.zhouWenbo);
    const done = await refusalOf(
      town.transact(async (tx) => {
        const referral = await tx.prisma.referral.findUniqueOrThrow({ where: { id: referralId } });
        return acts[act].make(tx, town, dice, { referral, sender: staffId, recipient: staffId });
      }),
    );
    if (done instanceof Refusal) refused += 1;
    else if (done.id !== referralId) all.push(done.id);
  }

  return {
    async aDay(): Promise<void> {
      if (happens(0.7)) await begin();
      await goOn();
      if (happens(0.5)) await stray();
    },
    refused: () => refused,
  };
}

/** Who acts for the two sides today: whoever it was handed up to, where it is theirs. */
async function handsOf(tx: Transaction, referral: Referral) {
  const [sender] = await answerers(tx, referral, 'sender', 0);
  const [recipient] = await answerers(tx, referral, 'recipient', 0);
  const owner = referral.ownerId ?? undefined;
  const isSenders = ['requested', 'returned'].includes(referral.status);
  return {
    referral,
    sender: (isSenders ? owner : undefined) ?? sender ?? '',
    recipient: (isSenders ? undefined : owner) ?? recipient ?? '',
  };
}
