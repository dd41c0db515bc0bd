import { draftsToSign } from '#domain/contracts/household.ts';
import { signingDialogue } from '#domain/contracts/signing-page.ts';
import type { Dialogue, DialogueWorld, Script, TalkingResident } from '../dialogue-world.ts';
import { signing } from '../replies/contracts.ts';
import { bindFirst } from './bind-first.ts';
import { endContract, withdrawApplication } from './signing/leave-contract.ts';
import { peopleOf, type Person } from './signing/people.ts';
import { changeTheDoctor, renewContract } from './signing/replace-running.ts';
import { signDrafts } from './signing/sign-drafts.ts';
import { signNew } from './signing/sign-new.ts';
import { whyNot, wishesOf, wishesSaid, type Wish } from './signing/wishes.ts';

/** 签约：新签、看别人准备好的协议、续签、换医生、撤回、解约、看服务还剩几次；自己的和家人的。 */
export const signContract: Dialogue = {
  name: signingDialogue,
  service: '签约',
  audience: 'resident',
  title: '签约家庭医生',
  async script(script, world) {
    const me = await bindFirst(script, world);
    const people = await peopleOf(world.tx, me.id);
    const wish = await chooseWish(script, world, me, people);
    switch (wish.does) {
      case 'new':
        return signNew(script, world, me, wish.people);
      case 'draft':
        return signDrafts(script, world, {
          me,
          contractId: wish.contractId,
          others: [],
          familiar: false,
        });
      case 'renew':
        return renewContract(script, world, me, wish.person);
      case 'change':
        return changeTheDoctor(script, world, me, wish.person);
      case 'end':
        return endContract(script, world, me, wish.person);
      case 'withdraw':
        return withdrawApplication(script, world, me, wish.person);
      case 'look':
        return look(script, wish.person);
    }
  },
};

async function chooseWish(
  { choose, say }: Script,
  { tx }: DialogueWorld,
  me: TalkingResident,
  people: readonly Person[],
): Promise<Wish> {
  const drafts = await draftsToSign(tx, me.id);
  const wishes = wishesOf(
    people,
    drafts.map(({ id, residentId }) => ({ contractId: id, residentId })),
  );
  const standing = people
    .map((person) => signing.current(person.standing, called(person)))
    .filter((line) => line !== '');
  if (standing.length > 0) say(standing.join('\n'));
  return choose('what', {
    title: signing.whatTitle,
    prompt: signing.askWhat,
    shown: 'hidden',
    from: wishes,
    id: ({ id }) => id,
    label: ({ label }) => label,
    none: { say: signing.nothingToDo },
    only: 'take',
    fact: (facts) => wishesSaid(wishes, facts),
    misfit: (facts) => whyNot(facts, people),
  });
}

function called({ kinship, name }: Person): string {
  return kinship === '本人' ? '您' : `${kinship}（${name}）`;
}

function look({ say }: Script, { name, standing: { active } }: Person): void {
  say(active ? signing.lookFirst(active, name) : signing.nothingToDo);
}
