/** QR codes with a parameter, to hang in a centre or to stand on a doctor's desk. WeChat: parametric QR codes. */

import type { TencentApi } from '../tencent/api.ts';
import { type Scene, writeScene } from '../../scene.ts';

export interface QrCode {
  /** What the code says; drawn as a QR code it does the same as the platform's picture. */
  content: string;
  /** The platform's picture of it. */
  picture: string;
}

/**
 * Makes a code that lasts for ever (an account has 100,000 of them) or `lastsSeconds`, at most thirty days. Whoever scans
 * it follows or is recognised as a follower, and the event carries the scene. Throws when the platform does not give one.
 */
export async function createQrCode(api: TencentApi, scene: Scene, lastsSeconds?: number): Promise<QrCode> {
  const info = { action_info: { scene: { scene_str: writeScene(scene) } } };
  const lasting =
    lastsSeconds === undefined
      ? { action_name: 'QR_LIMIT_STR_SCENE', ...info }
      : { action_name: 'QR_STR_SCENE', expire_seconds: Math.min(lastsSeconds, MAX_SECONDS), ...info };
  const result = await api.post('/cgi-bin/qrcode/create', lasting);
  if (result.kind !== 'answered') throw new Error(`WeChat gave no QR code: ${result.kind}`);
  const { ticket, url } = result.body;
  if (typeof ticket !== 'string' || typeof url !== 'string')
    throw new Error(`WeChat gave no QR code: errcode ${result.code}`);
  return { content: url, picture: `https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}` };
}

const MAX_SECONDS = 2_592_000;
