import type { DeliveryChannel } from '../notices/delivery-channel.ts';

/** By which ways the program reaches anybody at all: the channels that have credentials, and what they can do. */
export interface Connected {
  wecom: boolean;
  wechat: boolean;
  sms: boolean;
  /** 群发 */
  mass: boolean;
  /** The notices that have a WeChat template. */
  templates: ReadonlySet<string>;
}

export function connectedBy(channels: readonly DeliveryChannel[]): Connected {
  const has = (name: string) => channels.some((channel) => channel.name === name);
  const wechat = channels.find(({ name }) => name === 'wechat');
  return {
    wecom: has('wecom'),
    wechat: has('wechat'),
    sms: has('sms'),
    mass: wechat?.sendMass !== undefined,
    templates: wechat?.templates ?? new Set(),
  };
}
