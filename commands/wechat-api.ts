import type { ApiResult, TencentApi } from '#bot/channels/tencent/api.ts';
import { createWechatApi } from '#bot/channels/wechat/api.ts';
import { inventedCredentials } from '#bot/sandbox/credentials.ts';
import { platformTokens } from '#domain/notices/platform-token.ts';
import type { Foundations } from '../foundations.ts';

/** The Official Account's API with the token that the program uses; the sandbox's while it runs. Undefined: no account. */
export function wechatApiOf(foundations: Foundations): TencentApi | undefined {
  const { config, database, vault, clock, randomness } = foundations;
  const settings = config.wechat ?? (config.sandbox ? simulated(foundations) : undefined);
  if (!settings) return undefined;
  const { appId, appSecret: secret, apiBase: baseUrl } = settings;
  const holder = `command/${randomness.bytes(8).toString('hex')}`;
  const tokens = platformTokens(database, 'wechat', holder, pause);
  return createWechatApi({ appId, secret, baseUrl, tokens, clock, random: (length) => randomness.bytes(length) });

  function simulated({ config: { host, port } }: Foundations) {
    const { wechat } = inventedCredentials(vault.hash('sandbox', 'credentials'));
    return { ...wechat, apiBase: `http://${host}:${port}/sandbox/platforms/wechat` };
  }
}

/** What the platform said, for an operator; undefined when it did what was asked. */
export function refusalOf(result: ApiResult): string | undefined {
  switch (result.kind) {
    case 'answered':
      return result.code === 0 ? undefined : explained(result.code, result.message);
    case 'failed':
      return result.why === 'unreachable'
        ? '连不上公众号平台（沙盒要先启动程序）'
        : `公众号平台没有正常回答（${result.why} ${result.status ?? ''}）`;
    case 'no-token': {
      const { cause } = result;
      return cause.kind === 'answered' ? explained(cause.code, cause.message) : refusalOf(cause);
    }
  }
}

function explained(code: number, message: string): string {
  const hint = hints[code];
  return `公众号平台不接受：${code} ${message}${hint ? `（${hint}）` : ''}`;
}

const hints: Readonly<Record<number, string>> = {
  40001: 'WECHAT_APP_SECRET 不对',
  40013: 'WECHAT_APP_ID 不对',
  40125: 'WECHAT_APP_SECRET 不对',
  40164: '本机的地址不在公众号的IP白名单里',
  48001: '公众号没有这个接口的权限，要已认证的服务号',
};

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
