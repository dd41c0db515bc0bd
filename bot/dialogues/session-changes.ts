import { readSentence } from '#kit/chinese-input/sentence.ts';
import { affectedBy, closeSession } from '#domain/clinics/close-session.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { moveSession } from '#domain/clinics/move-session.ts';
import type { StaffSession } from '#domain/clinics/staff-sessions.ts';
import { stayingDoctors, stayingPlaces } from '#domain/clinics/stand-ins.ts';
import { substituteDoctor } from '#domain/clinics/substitute.ts';
import { readTimes } from '#kit/chinese-input/times.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { clinicWork as words } from '../replies/clinic-work.ts';

/** 停诊 */
export async function close(script: Script, world: DialogueWorld, session: StaffSession): Promise<void> {
  const reason = await askReason(script);
  await confirmWithAffected(script, world, session);
  const { told } = await script.act('close', () =>
    closeSession(world.tx, { sessionId: session.id, reason }, by(world)),
  );
  script.receipt({ done: words.closed(saySession(world, session), told), undo: words.afterChange });
}

/** 换人 */
export async function substitute(script: Script, world: DialogueWorld, session: StaffSession): Promise<void> {
  const doctor = await script.choose('doctor', {
    title: words.doctor,
    prompt: words.whichDoctor,
    from: await stayingDoctors(world.tx, session),
    id: ({ id }) => id,
    label: ({ name }) => name,
    none: { say: words.noDoctor, reopen: 'way' },
  });
  await confirmWithAffected(script, world, session);
  const { told } = await script.act(
    'substitute',
    () => substituteDoctor(world.tx, { sessionId: session.id, doctorId: doctor.id }, by(world)),
    { reopen: { 'doctor-elsewhere': 'doctor' } },
  );
  script.receipt({ done: words.substituted(saySession(world, session), doctor.name, told), undo: words.afterChange });
}

/** 改时间 */
export async function moveTime(script: Script, world: DialogueWorld, session: StaffSession): Promise<void> {
  const startTime = await script.ask('time', {
    title: words.newTime,
    prompt: words.askNewTime,
    accept: (text) => {
      const [time, ...others] = readTimes(text, session.kind === 'night' ? { part: 'evening' } : {}).times;
      return time !== undefined && others.length === 0 ? time : undefined;
    },
    hint: words.timeHint,
  });
  const reason = await askReason(script);
  await confirmWithAffected(script, world, session);
  const { told } = await script.act(
    'move',
    () => moveSession(world.tx, { sessionId: session.id, startTime, reason }, by(world)),
    { reopen: { 'doctor-elsewhere': 'time', 'session-started': 'time' } },
  );
  script.receipt({ done: words.moved(saySession(world, session), told), undo: words.afterChange });
}

/** 换地方 */
export async function movePlace(script: Script, world: DialogueWorld, session: StaffSession): Promise<void> {
  const place = await script.choose('place', {
    title: words.place,
    prompt: words.whichPlace,
    from: world.staff ? await stayingPlaces(world.tx, session, world.staff.id) : [],
    id: ({ id }) => id,
    label: ({ name }) => name,
    names: ({ shortName }) => [shortName],
    none: { say: words.noPlace, reopen: 'way' },
  });
  const reason = await askReason(script);
  await confirmWithAffected(script, world, session);
  const { told } = await script.act('move-elsewhere', () =>
    moveSession(world.tx, { sessionId: session.id, organisationId: place.id, reason }, by(world)),
  );
  script.receipt({ done: words.moved(saySession(world, session), told), undo: words.afterChange });
}

function askReason(script: Script): Promise<string> {
  return script.ask('reason', {
    title: words.reason,
    prompt: words.askReason,
    suggest: words.reasons,
    accept: (text) => readSentence(text, 20),
    hint: words.reasonHint,
  });
}

/** How many are touched stands in what is confirmed; when it changes meanwhile, it is shown and asked again. */
async function confirmWithAffected(script: Script, { tx }: DialogueWorld, session: StaffSession): Promise<void> {
  const { booked, waiting } = await affectedBy(tx, session.id);
  await script.confirm('confirm', {
    title: words.check,
    also: [{ title: words.affected, label: words.affectedBy(booked, waiting) }],
  });
}

function by({ staff }: DialogueWorld): { staffId: string } {
  if (!staff) throw new Error('a staff dialogue without staff');
  return { staffId: staff.id };
}

/** `3月2日（周一）晚上6:00起 拱北夜门诊 陈志远` */
export function saySession({ tx }: DialogueWorld, { startsAt, shortName, kind, doctor }: StaffSession): string {
  return words.sessionLine(tx.day.say(startsAt), shortName, serviceNames[kind], doctor);
}
