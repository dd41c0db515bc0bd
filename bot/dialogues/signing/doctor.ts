import type { ComparedDoctor } from '#domain/contracts/compare-doctors.ts';
import { compareDoctors } from '#domain/contracts/compare-doctors.ts';
import { partyOf } from '#domain/contracts/parties.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { signing } from '../../replies/contracts.ts';
import type { SaidFacts } from '../../understand/said-facts.ts';

/**
 * Compares the doctors of the district, one a line, and takes one. Full ones are not offered; who names one is told of the
 * colleague.
 * @param residentId whose home decides which team comes first.
 * @param except the doctor that one has.
 */
export async function chooseDoctor(
  { choose }: Script,
  { tx }: DialogueWorld,
  residentId: string,
  except?: string,
): Promise<ComparedDoctor> {
  const all = (await compareDoctors(tx, await partyOf(tx, residentId))).filter(({ id }) => id !== except);
  const free = all.filter(({ freePlaces }) => freePlaces > 0);
  return choose('doctor', {
    title: signing.doctorTitle,
    prompt: signing.askDoctor,
    from: free,
    id: ({ id }) => id,
    label: signing.doctor,
    names: ({ name }) => [name, `${name}医生`, `${name.slice(0, 1)}医生`],
    none: { say: signing.noDoctor },
    fact: (facts) => {
      const said = named(all, facts);
      return said?.filter(({ freePlaces }) => freePlaces > 0);
    },
    misfit: (facts) => whyNot(all, named(all, facts) ?? []),
  });
}

/** The doctors that a code or a sentence means; undefined when it says nothing about doctors. */
function named(doctors: readonly ComparedDoctor[], facts: SaidFacts): ComparedDoctor[] | undefined {
  const { doctorId, centreId, doctors: names, places } = facts;
  if (doctorId !== undefined) return doctors.filter(({ id }) => id === doctorId);
  if (names !== undefined && names.length > 0)
    return doctors.filter(({ name }) => names.some((said) => name.startsWith(said)));
  if (centreId !== undefined) return doctors.filter((doctor) => doctor.centreId === centreId);
  if (places !== undefined && places.length > 0) return doctors.filter(({ centreName }) => places.includes(centreName));
  return undefined;
}

function whyNot(doctors: readonly ComparedDoctor[], said: readonly ComparedDoctor[]): string {
  const [full] = said;
  if (!full) return signing.doctorNotFound;
  const colleagues = doctors.filter(({ teamId, freePlaces }) => teamId === full.teamId && freePlaces > 0);
  const [next] = [...colleagues].sort((one, other) => other.freePlaces - one.freePlaces);
  return signing.doctorFull(full.name, next?.name);
}
