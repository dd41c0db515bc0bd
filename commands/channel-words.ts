import { everyChannel } from '#domain/notices/pauses.ts';
import { Misused } from './command.ts';

/** Which channels an operator means. @throws Misused */
export function channelsOf(word: string | undefined): (typeof everyChannel)[number][] {
  if (word === 'all') return [...everyChannel];
  const channel = everyChannel.find((name) => name === word);
  if (!channel) throw new Misused();
  return [channel];
}

export const channelNames: Readonly<Record<string, string>> = { wechat: '公众号', wecom: '企业微信', sms: '短信' };
