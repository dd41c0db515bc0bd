import type { NewAdministrator } from './administrators.ts';
import type { Config } from './config.ts';

/** What is printed once at a start, for whoever sits before the terminal. */
export function banner(config: Config, url: string, made: readonly NewAdministrator[]): string {
  const page = config.publicUrl.startsWith('http://localhost')
    ? url.replace('127.0.0.1', 'localhost')
    : config.publicUrl;
  const lines = [
    '家医 已启动',
    config.sandbox
      ? `  打开  ${page}/sandbox   在模拟手机上聊天（微信、企业微信、短信都是本机模拟的）`
      : `  地址  ${config.publicUrl}`,
    ...(config.sandbox ? ['  示范区里的人物、证件号、电话都是虚构的'] : []),
    `  管理  ${config.sandbox ? page : config.publicUrl}/console   管理员和工作人员在这里登录`,
    ...made.map(({ username, password }) =>
      password ? `  管理员 ${username} 的密码：${password}   （只显示这一次）` : `  管理员 ${username} 已建立`,
    ),
    ...(config.sandbox || config.smsGatewayUrl ? [] : ['  没有设置短信网关：居民绑定要用社区服务中心柜台给的验证码']),
    '  停止  按 Ctrl+C',
  ];
  return `\n${lines.join('\n')}\n\n`;
}
