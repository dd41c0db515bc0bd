import type { ApiResult, TencentApi } from '#bot/channels/tencent/api.ts';
import { createWechatApi } from '#bot/channels/wechat/api.ts';
import { createWecomApi } from '#bot/channels/wecom/api.ts';
import { inventedCredentials } from '#bot/sandbox/credentials.ts';
import { platformTokens } from '#domain/notices/platform-token.ts';
import type { Foundations } from '../foundations.ts';

/** The platforms' APIs with the tokens that the program uses; the simulated ones while the sandbox runs. */
export interface PlatformApis {
  /** Undefined: no account is set up. */
  wechat: TencentApi | undefined;
  wecom: { api: TencentApi; agentId: number } | undefined;
}

export function platformApis(foundations: Foundations): PlatformApis {
  const { config, database, clock, randomness } = foundations;
  const settings = config.sandbox ? simulated(foundations) : config;
  const holder = `command/${randomness.bytes(8).toString('hex')}`;
  const common = { clock, random: (length: number) => randomness.bytes(length) };
  const tokensOf = (platform: string) => platformTokens(database, platform, holder, pause);
  const { wechat, wecom } = settings;
  return {
    wechat:
      wechat &&
      createWechatApi({
        ...{ appId: wechat.appId, secret: wechat.appSecret, baseUrl: wechat.apiBase, tokens: tokensOf('wechat') },
        ...common,
      }),
    wecom: wecom && {
      agentId: wecom.agentId,
      api: createWecomApi({
        ...{ corpId: wecom.corpId, secret: wecom.secret, baseUrl: wecom.apiBase, tokens: tokensOf('wecom') },
        ...common,
      }),
    },
  };
}

/** The program that runs beside this command serves them. */
function simulated({ config: { host, port }, vault }: Foundations) {
  const { wechat, wecom } = inventedCredentials(vault.hash('sandbox', 'credentials'));
  const platforms = `http://${host}:${port}/sandbox/platforms`;
  return {
    wechat: { ...wechat, apiBase: `${platforms}/wechat` },
    wecom: { ...wecom, apiBase: `${platforms}/wecom` },
  };
}

/** What the platform said, for an operator; undefined when it did what was asked. */
export function refusalOf(platform: 'wechat' | 'wecom', result: ApiResult): string | undefined {
  const name = platform === 'wechat' ? '公众号' : '企业微信';
  const explained = (code: number, message: string) => {
    const hint = hints[platform][code];
    return code === 0 ? undefined : `${name}不接受：${code} ${message}${hint ? `（${hint}）` : ''}`;
  };
  switch (result.kind) {
    case 'answered':
      return explained(result.code, result.message);
    case 'failed':
      return result.why === 'unreachable'
        ? `连不上${name}（沙盒要先启动程序）`
        : `${name}没有正常回答（${result.why}${result.status === undefined ? '' : ` ${result.status}`}）`;
    case 'no-token':
      return result.cause.kind === 'answered' && result.cause.code === 0
        ? `${name}没有给令牌`
        : refusalOf(platform, result.cause);
  }
}

/** The same number means different things on different platforms. */
const hints: Readonly<Record<'wechat' | 'wecom', Readonly<Record<number, string>>>> = {
  wechat: {
    40001: 'WECHAT_APP_SECRET 不对',
    40013: 'WECHAT_APP_ID 不对',
    40125: 'WECHAT_APP_SECRET 不对',
    40164: '本机的地址不在公众号的IP白名单里',
    48001: '公众号没有这个接口的权限，要已认证的服务号',
  },
  wecom: {
    40001: 'WECOM_SECRET 不对',
    40013: 'WECOM_CORP_ID 不对',
    40056: 'WECOM_AGENT_ID 不对',
    60020: '本机的地址不在企业可信IP里',
  },
};

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
