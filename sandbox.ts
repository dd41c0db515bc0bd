import type { SandboxAccount } from '#bot/sandbox/accounts.ts';
import { inventedOpenid } from '#bot/sandbox/accounts.ts';
import type { SandboxCredentials } from '#bot/sandbox/credentials.ts';
import { inventedCredentials } from '#bot/sandbox/credentials.ts';
import { neighbourhood } from '#bot/sandbox/group-chat/neighbours.ts';
import type { Sandbox, SandboxOptions } from '#bot/sandbox/sandbox.ts';
import { createSandbox } from '#bot/sandbox/sandbox.ts';
import { pushMenu } from '#bot/channels/wechat/menu.ts';
import { pushWecomMenu } from '#bot/channels/wecom/menu.ts';
import { createQrCode } from '#bot/channels/wechat/qr-code.ts';
import { readScene, type Scene } from '#bot/scene.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import { allNotices } from '#domain/notices/all.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { phones } from '#prisma/demo/phones.ts';
import type { Channels, ChannelSettings } from './channels.ts';
import type { Config, WechatTemplate } from './config.ts';
import type { Foundations } from './foundations.ts';

/** The simulated platforms and what the channels must know to speak to them. */
export interface OpenSandbox {
  sandbox: Sandbox;
  settings: ChannelSettings;
}

/** What an operator does once in the platforms' consoles: the callback addresses, the menu, the codes to hang up. */
export async function setUpSandbox(
  { sandbox, settings }: OpenSandbox,
  { wechatApi, wecomApi }: Pick<Channels, 'wechatApi' | 'wecomApi'>,
  database: Database,
): Promise<void> {
  await sandbox.verify();
  if (wecomApi && settings.wecom) await pushWecomMenu(wecomApi, settings.wecom.agentId);
  if (!wechatApi) return;
  await pushMenu(wechatApi);
  for (const scene of await database.read(scenesToHang)) await createQrCode(wechatApi, scene);
}

/** Each centre with a team, and each family doctor. */
async function scenesToHang({ prisma }: Transaction): Promise<Scene[]> {
  const centres = await prisma.organisation.findMany({ where: { teams: { some: {} } }, orderBy: { id: 'asc' } });
  const doctors = await prisma.staff.findMany({ where: { contractCapacity: { not: null } }, orderBy: { id: 'asc' } });
  return [
    ...centres.map(({ id }): Scene => ({ sign: 'centre', id })),
    ...doctors.map(({ id }): Scene => ({ sign: 'doctor', id })),
  ];
}

/** What is printed beside a code, and when the next night clinic begins. */
function asked({ database }: Foundations): Pick<SandboxOptions, 'nextOpening' | 'captionOf'> {
  return {
    captionOf: (text) =>
      database.read(async ({ prisma }) => {
        const scene = readScene(text);
        if (!scene) return undefined;
        const { id } = scene;
        if (scene.sign === 'doctor') return (await prisma.staff.findUnique({ where: { id } }))?.name.concat('医生');
        return (await prisma.organisation.findUnique({ where: { id } }))?.name;
      }),
    nextOpening: () =>
      database.read(async ({ prisma, now }) => {
        const where = { kind: 'night' as const, status: 'open' as const, startsAt: { gt: now } };
        const next = await prisma.clinicSession.findFirst({ where, orderBy: { startsAt: 'asc' } });
        return next?.startsAt.toISOString();
      }),
  };
}

/**
 * @param appUrl where the program itself listens, on loopback.
 * @param neighbourWrites hears what is written in the simulated group.
 */
export function openSandbox(
  foundations: Foundations,
  appUrl: string,
  neighbourWrites: (member: string, text: string) => void,
): OpenSandbox {
  const { config, clock, randomness, vault, day, log } = foundations;
  const credentials = inventedCredentials(vault.hash('sandbox', 'credentials'));
  const templates = grantedTemplates();
  const { notices } = rulesOn(day.dateOf(clock.now()));
  const sandbox = createSandbox({
    clock,
    chance: randomness,
    dataDir: config.dataDir,
    appUrl: () => appUrl,
    publicUrl: config.publicUrl,
    timeZone: day.zone,
    quietHours: { from: notices.quietFrom, to: notices.quietTo },
    credentials,
    accounts: [...phones.map(accountOf), ...(config.wechaty ? [groupPhone] : [])],
    neighbourWrites,
    templates: templates.map(({ id, title, fields }) => ({
      id,
      title,
      fields: Object.entries(fields).map(([ours, name]) => ({ name, label: labelOf(ours) })),
    })),
    log,
    ...asked(foundations),
  });
  return { sandbox, settings: settingsFor(credentials, appUrl, config, templates) };
}

/** The phone of the group: nobody's, so each neighbour can write on it. */
const { id, topic, about, members, tries } = neighbourhood;
const groupPhone: SandboxAccount = {
  id,
  name: topic,
  about,
  group: 'resident',
  members: [...members],
  tries: [...tries],
};

function accountOf(phone: (typeof phones)[number]): SandboxAccount {
  const { id, name, about, group, following, wecomUserid, phoneNumber, tries } = phone;
  return {
    id,
    name,
    about,
    group,
    tries: [...tries],
    ...(following === undefined ? {} : { wechat: { openid: inventedOpenid(id), following } }),
    ...(wecomUserid ? { wecom: { userid: wecomUserid } } : {}),
    ...(phoneNumber ? { phoneNumber } : {}),
  };
}

function settingsFor(
  { wechat, wecom }: SandboxCredentials,
  appUrl: string,
  { publicUrl, smsSignature }: Pick<Config, 'publicUrl' | 'smsSignature'>,
  templates: readonly GrantedTemplate[],
): ChannelSettings {
  const platforms = `${appUrl}/sandbox/platforms`;
  return {
    wechat: {
      ...wechat,
      apiBase: `${platforms}/wechat`,
      openBase: `${publicUrl}/sandbox/platforms/open`,
      templates: Object.fromEntries(templates.map(({ kind, id, fields }) => [kind, { id, fields }])),
    },
    wecom: { ...wecom, apiBase: `${platforms}/wecom` },
    smsGatewayUrl: `${platforms}/sms`,
    smsSignature,
  };
}

/** What stands before a field on the phone. */
const labels: Readonly<Record<string, string>> = {
  person: '姓名',
  name: '姓名',
  when: '时间',
  date: '日期',
  place: '地点',
  number: '号码',
  note: '说明',
  subject: '事项',
  doctor: '医生',
  state: '状态',
  kind: '种类',
  matter: '事项',
  title: '标题',
  text: '内容',
};

/** @throws Error for a field without a label: people would read its English name. */
function labelOf(field: string): string {
  const label = labels[field];
  if (label === undefined) throw new Error(`the template field ${field} has no label`);
  return label;
}

interface GrantedTemplate extends WechatTemplate {
  kind: string;
  title: string;
}

/** The simulated platform grants a template for each notice that has one; a field's type follows from its sample. */
function grantedTemplates(): GrantedTemplate[] {
  return allNotices.flatMap(({ name, title, switchLabel, preview: { fields } }) => {
    if (!fields) return [];
    const named = Object.entries(fields).map(([ours, value], index) => [ours, `${typeOf(value)}${index + 1}`]);
    return [
      { kind: name, id: `demo-${name}`, title: title ?? switchLabel ?? '服务通知', fields: Object.fromEntries(named) },
    ];
  });
}

function typeOf(sample: string): 'time' | 'thing' {
  return /^\d{4}[年-]\d{1,2}[月-]\d{1,2}日? \d{1,2}:\d{2}$/.test(sample) ? 'time' : 'thing';
}
