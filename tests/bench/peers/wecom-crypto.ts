import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { account } from '../account.ts';
import { serving } from '../serve.ts';

/** The peer by parts: the platform's own @wecom/crypto with xml2js on Koa, as their readmes join them. */
const require = createRequire(import.meta.url);
const Koa = require('koa');
const { decrypt, encrypt, getSignature } = require('@wecom/crypto');
const { parseStringPromise } = require('xml2js');
const app = new Koa();

interface Context {
  req: AsyncIterable<Buffer>;
  query: Record<string, string>;
  status: number;
  type: string;
  body: string;
}

app.use(async (context: Context) => {
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk);
  const outer = await parseStringPromise(Buffer.concat(chunks).toString('utf8'), { explicitArray: false });
  const { timestamp = '', nonce = '', msg_signature: signature } = context.query;
  if (getSignature(account.token, timestamp, nonce, outer.xml.Encrypt) !== signature) {
    context.status = 401;
    return;
  }
  const { message } = decrypt(account.encodingAesKey, outer.xml.Encrypt);
  const { xml } = await parseStringPromise(message, { explicitArray: false });
  const reply = `<xml><ToUserName><![CDATA[${xml.FromUserName}]]></ToUserName><FromUserName><![CDATA[${xml.ToUserName}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${xml.Content}]]></Content></xml>`;
  const answer = encrypt(account.encodingAesKey, reply, account.appId);
  context.type = 'application/xml';
  context.body = `<xml><Encrypt><![CDATA[${answer}]]></Encrypt><MsgSignature><![CDATA[${getSignature(account.token, timestamp, nonce, answer)}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
});
const server: Server = app.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port));
