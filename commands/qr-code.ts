import { createQrCode } from '#bot/channels/wechat/qr-code.ts';
import type { Scene } from '#bot/scene.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';
import { platformApis, refusalOf } from './platform-api.ts';

/** A code that leads straight to signing with one doctor, or at one centre. */
export const qrCode: Command = {
  usage:
    '用法：npm run qr-code -- doctor 企业微信账号 | centre 简称   永久二维码，扫了直接签约（例：doctor chen.zhiyuan，centre 拱北）',
  async run({ words, print, open }) {
    const [kind, name] = words;
    if (words.length !== 2 || name === undefined || (kind !== 'doctor' && kind !== 'centre')) throw new Misused();
    const foundations = await open();
    const { wechat: api } = platformApis(foundations);
    if (!api) {
      print('没有设置公众号（WECHAT_*）');
      return exit.configuration;
    }
    const found = await foundations.database.read((tx) => (kind === 'doctor' ? doctor(tx, name) : centre(tx, name)));
    if (!found) {
      print(kind === 'doctor' ? `没有这位可签约的医生：${name}` : `没有这个中心：${name}`);
      return exit.failed;
    }
    let refusal: string | undefined;
    const watched: typeof api = {
      async post(path, body) {
        const result = await api.post(path, body);
        refusal = refusalOf('wechat', result);
        return result;
      },
    };
    try {
      const { picture, content } = await createQrCode(watched, found.scene);
      print(`${found.title}\n图片  ${picture}\n内容  ${content}`);
      return exit.done;
    } catch (error) {
      if (refusal === undefined) throw error;
      print(refusal);
      return exit.failed;
    }
  },
};

interface Found {
  title: string;
  scene: Scene;
}

async function doctor(tx: Transaction, wecomUserid: string): Promise<Found | undefined> {
  const staff = await tx.prisma.staff.findFirst({
    where: { wecomUserid, active: true, contractCapacity: { not: null } },
    select: { id: true, name: true },
  });
  return staff ? { title: `${staff.name}医生`, scene: { sign: 'doctor', id: staff.id } } : undefined;
}

async function centre(tx: Transaction, word: string): Promise<Found | undefined> {
  const place = await tx.prisma.organisation.findFirst({
    where: { kind: 'centre', active: true, OR: [{ shortName: word }, { name: word }] },
    select: { id: true, name: true },
  });
  return place ? { title: place.name, scene: { sign: 'centre', id: place.id } } : undefined;
}

await start(import.meta, qrCode);
