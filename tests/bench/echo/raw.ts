import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { account } from '../account.ts';
import { serving } from '../serve.ts';

/** The same job on node:http with nothing between: scan, check the signature, decrypt, encrypt the echo. The floor. */
const key = Buffer.from(`${account.encodingAesKey}=`, 'base64');
const iv = key.subarray(0, 16);
const sign = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');
const between = (text: string, from: string, to: string) => {
  const start = text.indexOf(from) + from.length;
  return text.slice(start, text.indexOf(to, start));
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const query = new URLSearchParams(request.url?.split('?')[1]);
    const timestamp = query.get('timestamp') ?? '';
    const nonce = query.get('nonce') ?? '';
    const encrypted = between(Buffer.concat(chunks).toString('utf8'), '<Encrypt><![CDATA[', ']]>');
    if (sign(account.token, timestamp, nonce, encrypted) !== query.get('msg_signature')) {
      response.writeHead(401).end();
      return;
    }
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
    const message = plain.subarray(20, 20 + plain.readUInt32BE(16)).toString('utf8');
    const from = between(message, '<FromUserName><![CDATA[', ']]>');
    const to = between(message, '<ToUserName><![CDATA[', ']]>');
    const content = between(message, '<Content><![CDATA[', ']]>');
    const reply = Buffer.from(
      `<xml><ToUserName><![CDATA[${from}]]></ToUserName><FromUserName><![CDATA[${to}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`,
    );
    const length = Buffer.alloc(4);
    length.writeUInt32BE(reply.length);
    const body = Buffer.concat([randomBytes(16), length, reply, Buffer.from(account.appId)]);
    const padding = 32 - (body.length % 32);
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const answer = Buffer.concat([
      cipher.update(Buffer.concat([body, Buffer.alloc(padding, padding)])),
      cipher.final(),
    ]).toString('base64');
    response.setHeader('content-type', 'application/xml');
    response.end(
      `<xml><Encrypt><![CDATA[${answer}]]></Encrypt><MsgSignature><![CDATA[${sign(account.token, timestamp, nonce, answer)}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`,
    );
  });
});
server.listen(0, '127.0.0.1', () => serving((server.address() as AddressInfo).port));
