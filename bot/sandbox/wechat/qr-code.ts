import { z } from 'zod';
import { errcode, type Handler, posted } from '../endpoint.ts';
import { type Ground, randomName } from '../ground.ts';

/** WeChat: a temporary code lives at most thirty days, one minute when nothing is said. */
const longest = 2_592_000;
const usual = 60;

export interface QrCodes {
  /** POST /cgi-bin/qrcode/create */
  create: Handler;
  /** The ticket of a code with this scene that can still be scanned. */
  ticketOf(scene: string): string | undefined;
  /** The scenes that can be scanned, oldest first. */
  scenes(): string[];
}

export function createQrCodes({ memory, clock, chance }: Ground): QrCodes {
  const insert = memory.prepare<[string, string, string, number | null]>(
    'INSERT INTO qr_code (ticket, scene, url, expires_at) VALUES (?, ?, ?, ?)',
  );
  const permanent = memory.prepare<[string], { ticket: string; url: string }>(
    'SELECT ticket, url FROM qr_code WHERE scene = ? AND expires_at IS NULL',
  );
  const ticket = memory.prepare<[string, number], { ticket: string }>(
    'SELECT ticket FROM qr_code WHERE scene = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY rowid DESC',
  );
  const scenes = memory.prepare<[number], { scene: string }>(
    'SELECT scene FROM qr_code WHERE expires_at IS NULL OR expires_at > ? GROUP BY scene ORDER BY min(rowid)',
  );
  const forget = memory.prepare<[number]>('DELETE FROM qr_code WHERE expires_at <= ?');
  return {
    create: posted(request, ({ action_name, expire_seconds = usual, action_info: { scene } }) => {
      const now = clock.now().getTime();
      const temporary = action_name === 'QR_SCENE' || action_name === 'QR_STR_SCENE';
      const value = action_name.includes('STR') ? scene.scene_str : scene.scene_id?.toString();
      if (value === undefined || !sceneFits(action_name, value)) return errcode(40053, 'invalid action info');
      if (temporary && (expire_seconds < 1 || expire_seconds > longest))
        return errcode(40052, 'invalid action name or expire_seconds');
      forget.run(now);
      // The same permanent scene is the same code.
      const known = temporary ? undefined : permanent.get(value);
      if (known) return { body: known };
      const made = {
        ticket: `gQ${randomName(chance, 90)}==`,
        url: `http://weixin.qq.com/q/02${randomName(chance, 22)}`,
      };
      insert.run(made.ticket, value, made.url, temporary ? now + expire_seconds * 1000 : null);
      return { body: temporary ? { ...made, expire_seconds } : made };
    }),
    ticketOf: (scene) => ticket.get(scene, clock.now().getTime())?.ticket,
    scenes: () => scenes.all(clock.now().getTime()).map((row) => row.scene),
  };
}

const request = z.object({
  expire_seconds: z.int().optional(),
  action_name: z.enum(['QR_SCENE', 'QR_STR_SCENE', 'QR_LIMIT_SCENE', 'QR_LIMIT_STR_SCENE']),
  action_info: z.object({ scene: z.object({ scene_id: z.int().optional(), scene_str: z.string().optional() }) }),
});

function sceneFits(action: z.infer<typeof request>['action_name'], value: string): boolean {
  switch (action) {
    case 'QR_SCENE':
      return Number(value) >= 1 && Number(value) < 2 ** 32;
    case 'QR_LIMIT_SCENE':
      return Number(value) >= 1 && Number(value) <= 100_000;
    case 'QR_STR_SCENE':
    case 'QR_LIMIT_STR_SCENE':
      return value.length >= 1 && value.length <= 64;
  }
}
