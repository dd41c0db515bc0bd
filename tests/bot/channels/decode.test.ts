import { expect, test } from 'vitest';
import { decodeWechat } from '#bot/channels/wechat/decode.ts';
import { decodeWecom } from '#bot/channels/wecom/decode.ts';
import { callbackOf, fieldsOf } from '../../support/tencent.ts';

const wechat = (fields: Record<string, string>) => decodeWechat(fieldsOf(callbackOf(fields)));
const wecom = (fields: Record<string, string>) =>
  decodeWecom(fieldsOf(callbackOf({ FromUserName: 'chen.zhiyuan', ...fields })));
const event = (Event: string, more: Record<string, string> = {}) => ({ MsgType: 'event', Event, ...more });

test('a text says who, when and what', () => {
  expect(wechat({ Content: '今晚想看医生', MsgId: '24000000000000001' })).toMatchObject({
    channel: 'wechat',
    account: 'oWang',
    sentAt: new Date('2023-11-14T22:13:20Z'),
    event: { kind: 'text', text: '今晚想看医生', spoken: false },
  });
});

test.each([
  [
    { MsgType: 'voice', MediaId: 'm', Format: 'amr', Recognition: ' 今晚想看医生 ' },
    { kind: 'text', text: '今晚想看医生', spoken: true },
  ],
  [
    { MsgType: 'voice', MediaId: 'm', Format: 'amr' },
    { kind: 'unreadable', what: 'voice' },
  ],
  [
    { MsgType: 'voice', MediaId: 'm', Recognition: '' },
    { kind: 'unreadable', what: 'voice' },
  ],
  [
    { MsgType: 'image', PicUrl: 'u', MediaId: 'm' },
    { kind: 'unreadable', what: 'image' },
  ],
  [
    { MsgType: 'video', MediaId: 'm' },
    { kind: 'unreadable', what: 'video' },
  ],
  [
    { MsgType: 'shortvideo', MediaId: 'm' },
    { kind: 'unreadable', what: 'video' },
  ],
  [
    { MsgType: 'location', Location_X: '22.2', Location_Y: '113.5' },
    { kind: 'unreadable', what: 'location' },
  ],
  [
    { MsgType: 'link', Title: 't' },
    { kind: 'unreadable', what: 'link' },
  ],
  [
    { MsgType: 'file', Title: 't' },
    { kind: 'unreadable', what: 'file' },
  ],
  [
    { MsgType: 'miniprogrampage', AppId: 'a' },
    { kind: 'unreadable', what: 'other' },
  ],
  [{ MsgType: 'hologram' }, { kind: 'unreadable', what: 'other' }],
  [event('subscribe', { EventKey: '' }), { kind: 'followed' }],
  [event('subscribe', { EventKey: 'last_trade_no_1' }), { kind: 'followed' }],
  [
    event('subscribe', { EventKey: 'qrscene_sign.doctor.7', Ticket: 't' }),
    { kind: 'followed', scene: 'sign.doctor.7' },
  ],
  [event('unsubscribe'), { kind: 'unfollowed' }],
  [event('SCAN', { EventKey: 'sign.doctor.7', Ticket: 't' }), { kind: 'scanned', scene: 'sign.doctor.7' }],
  [event('CLICK', { EventKey: '夜门诊' }), { kind: 'menu-pressed', key: '夜门诊' }],
  [event('VIEW', { EventKey: 'https://x', MenuId: '1' }), { kind: 'ignored', what: 'view' }],
  [event('LOCATION', { Latitude: '22.2' }), { kind: 'ignored', what: 'location' }],
  [event('subscribe_msg_popup_event'), { kind: 'ignored', what: 'subscribe_msg_popup_event' }],
  [
    event('TEMPLATESENDJOBFINISH', { MsgID: '3717005636572528642', Status: 'success' }),
    { kind: 'delivery-reported', platformMessageId: '3717005636572528642', outcome: 'delivered' },
  ],
  [
    event('TEMPLATESENDJOBFINISH', { MsgID: '1', Status: 'failed:user block' }),
    { kind: 'delivery-reported', platformMessageId: '1', outcome: 'blocked' },
  ],
  [
    event('TEMPLATESENDJOBFINISH', { MsgID: '1', Status: 'failed: system failed' }),
    { kind: 'delivery-reported', platformMessageId: '1', outcome: 'failed' },
  ],
])('WeChat: %j', (fields, expected) => {
  expect(wechat(fields)?.event).toEqual(expected);
});

test.each([
  [
    { Content: '工作台', AgentID: '1000002' },
    { kind: 'text', text: '工作台', spoken: false },
  ],
  [
    { MsgType: 'voice', MediaId: 'm' },
    { kind: 'unreadable', what: 'voice' },
  ],
  [event('enter_agent', { EventKey: '' }), { kind: 'opened' }],
  [event('click', { EventKey: '工作台' }), { kind: 'menu-pressed', key: '工作台' }],
  [event('subscribe'), { kind: 'followed' }],
  [event('unsubscribe'), { kind: 'unfollowed' }],
  [
    event('template_card_event', {
      EventKey: 'approve',
      TaskId: 'task-42',
      CardType: 'button_interaction',
      ResponseCode: 'RC',
    }),
    { kind: 'card-pressed', card: 'task-42', key: 'approve', responseCode: 'RC' },
  ],
  [
    event('change_contact', { FromUserName: 'sys', ChangeType: 'create_user' }),
    { kind: 'ignored', what: 'change_contact' },
  ],
])('WeCom: %j', (fields, expected) => {
  expect(wecom(fields)?.event).toEqual(expected);
});

test('a userid is the same in any case', () => {
  expect(wecom({ FromUserName: 'Chen.ZhiYuan', Content: 'x' })?.account).toBe('chen.zhiyuan');
});

test.each([
  { FromUserName: '' },
  { ToUserName: '' },
  { MsgType: '' },
  { CreateTime: 'now' },
  { CreateTime: '' },
  { MsgType: 'event' },
])('no callback: %j', (fields) => {
  expect(wechat(fields)).toBeUndefined();
  expect(wecom(fields)).toBeUndefined();
});

test('a repeat has the same key, whatever the order of its fields', () => {
  const one = callbackOf({ Content: '你好', MsgId: '1' });
  const other =
    '<xml><MsgId>1</MsgId><Content>你好</Content><MsgType>text</MsgType><CreateTime>1700000000</CreateTime><FromUserName>oWang</FromUserName><ToUserName>gh_0123456789ab</ToUserName></xml>';
  expect(decodeWechat(fieldsOf(one))?.claimKey).toMatch(/^[0-9a-f]{64}$/);
  expect(decodeWechat(fieldsOf(one))?.claimKey).toBe(decodeWechat(fieldsOf(other))?.claimKey);
});

test('whatever differs in any field has another key', () => {
  const contact = event('change_contact', { FromUserName: 'sys', ChangeType: 'create_user', UserID: 'a' });
  const different = [
    { Content: '你好', MsgId: '24000000000000001' },
    { Content: '你好', MsgId: '24000000000000002' },
    { FromUserName: 'oLi', Content: '你好', MsgId: '24000000000000001' },
    { ToUserName: 'gh_other', Content: '你好', MsgId: '24000000000000001' },
    event('CLICK', { EventKey: '签到' }),
    event('CLICK', { EventKey: '夜门诊' }),
    event('LOCATION', { EventKey: '签到' }),
    contact,
    { ...contact, UserID: 'b' },
    { Content: 'a', MsgId: 'b' },
    { Content: '', MsgId: 'ab' },
  ];
  const keys = different.map((fields) => wechat(fields)?.claimKey);
  expect(new Set(keys).size).toBe(different.length);
});

test('nested fields count too', () => {
  const press = (option: string) =>
    decodeWecom(
      fieldsOf(
        `<xml><ToUserName>ww1</ToUserName><FromUserName>lisi</FromUserName><CreateTime>1700000003</CreateTime><MsgType>event</MsgType><Event>template_card_event</Event><EventKey>ok</EventKey><TaskId>t</TaskId><ResponseCode>r</ResponseCode><SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>${option}</OptionId><OptionId>z</OptionId></OptionIds></SelectedItem></SelectedItems></xml>`,
      ),
    );
  expect(press('a')?.claimKey).not.toBe(press('b')?.claimKey);
  expect(press('a')?.event).toEqual({ kind: 'card-pressed', card: 't', key: 'ok', responseCode: 'r' });
});
