import type { BroadcastRules } from './broadcast-rules.ts';

export const broadcasts: BroadcastRules = {
  secondPersonAbove: 1000,
  titleMost: 20,
  textMost: 500,
  sample: 5,
  spreadMinutes: 120,
  leastAMinute: 200,
  usefulHours: 72,
  answerHours: 48,
};

export const broadcastSources: Readonly<Record<string, string>> = {
  'broadcasts.secondPersonAbove': '本产品：超过1000人由第二位管理员同意',
  'broadcasts.titleMost': '微信模板消息：thing字段最多20个字',
  'broadcasts.textMost': '短信长度：各网关一般最多500字，含签名',
  'broadcasts.sample': '本产品：发送前看5个遮住的姓名',
  'broadcasts.spreadMinutes': '本产品：分两小时发完，电话和回复不会一下子涌来',
  'broadcasts.leastAMinute': '本产品：每分钟至少发200人',
  'broadcasts.usefulHours': '本产品：三天后还没发出的不再发',
  'broadcasts.answerHours': '微信客服消息：48小时内的来信',
};

export const broadcastsUnsure: readonly string[] = ['broadcasts.secondPersonAbove', 'broadcasts.spreadMinutes'];
