import { randomBytes } from 'node:crypto';
import { createEnvelope } from '#kit/envelope.ts';

/** The Official Account of the benchmark. */
export const account = {
  token: 'benchtoken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  appId: 'wx0123456789abcdef',
  name: 'gh_0123456789ab',
};

const envelope = createEnvelope({ ...account, receiveId: account.appId });
const timestamp = '1700000000';
const nonce = '263014780';

/** An encrypted text message as the platform posts it. The signature stands in the path, so that is given too. */
export function callback(openid: string, text: string, messageId: string): { path: string; body: string } {
  const plain = `<xml><ToUserName><![CDATA[${account.name}]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${messageId}</MsgId></xml>`;
  const sealed = envelope.seal(plain, { timestamp, nonce, random16: randomBytes(16) });
  const query = `signature=x&timestamp=${timestamp}&nonce=${nonce}&openid=${openid}&encrypt_type=aes&msg_signature=${sealed.signature}`;
  return {
    path: `?${query}`,
    body: `<xml><ToUserName><![CDATA[${account.name}]]></ToUserName><Encrypt><![CDATA[${sealed.encrypted}]]></Encrypt></xml>`,
  };
}
