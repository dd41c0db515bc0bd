import { z } from 'zod';

/**
 * The one reader of the environment. Every variable is described here once; `.env.example` is printed from this
 * schema. A mistake is one clear line, and the program ends with code 78.
 */
export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  role: 'all' | 'api' | 'worker';
  zone: string;
  /** 32 bytes; undefined in the sandbox, which makes its own. */
  secretKey: Buffer | undefined;
  formerSecretKeys: Buffer[];
  wechat: WechatConfig | undefined;
  wecom: WecomConfig | undefined;
  wechaty: WechatyConfig | undefined;
  smsGatewayUrl: string | undefined;
  smsSignature: string;
  admin: { username: string | undefined; password: string | undefined };
  /** No channel has credentials: the simulated platforms answer. */
  sandbox: boolean;
  demoData: boolean;
  clockControl: boolean;
  logLevel: string;
}

export interface WechatConfig {
  appId: string;
  appSecret: string;
  token: string;
  encodingAesKey: string;
  apiBase: string;
  openBase: string;
  templates: Record<string, WechatTemplate>;
}

/** Our notification kind → the platform's template and how our fields are called there. */
export interface WechatTemplate {
  id: string;
  fields: Record<string, string>;
}

export interface WecomConfig {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
  apiBase: string;
}

/** A bot in WeChat groups (OPERATIONS.md: what it risks). */
export interface WechatyConfig {
  /** The package of the puppet. */
  puppet: string;
  token: string | undefined;
  /** How people find the Official Account. */
  accountName: string;
  /** What the puppet's process sees of the environment: its own settings and the way out, none of our secrets. */
  environment: Readonly<Record<string, string>>;
}

/** The puppet of the simulated group. */
export const mockPuppet = 'wechaty-puppet-mock';

/** All the mistakes at once. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

const root32 = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, '必须是32个字节的base64（openssl rand -base64 32）');
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/, '必须是43位字母或数字');
const callbackToken = z.string().regex(/^[A-Za-z0-9]{3,32}$/, '必须是3到32位字母或数字');
const flag = z.enum(['0', '1'], '只能是0或1');
const address = z.url('必须是网址');
/** A field is called by its type and a number: `thing1`, `time2`. */
const template = z.object({
  id: z.string().min(1),
  fields: z.record(z.string(), z.string().regex(/^[a-z_]+\d*$/)),
});

/** Name → how it is read; `describe` is what .env.example says. */
export const variables = {
  PORT: z.coerce.number('必须是数字').int().min(0).max(65535).default(3000).describe('端口'),
  HOST: z.string().default('127.0.0.1').describe('监听地址'),
  PUBLIC_URL: address.optional().describe('发给居民的链接的开头，默认 http://localhost:$PORT'),
  DATA_DIR: z.string().default('./data').describe('程序写的一切都在这里'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, '必须以 file: 或 postgresql:// 开头')
    .optional()
    .describe('file: 是 SQLite，postgresql: 是 PostgreSQL；默认 file:$DATA_DIR/app.db'),
  REDIS_URL: z
    .string()
    .regex(/^(rediss?|unix):\/\//, '必须以 redis:// 开头')
    .optional()
    .describe('设了就用 BullMQ 分到多个进程；不设则在本进程内执行'),
  ROLE: z.enum(['all', 'api', 'worker'], '只能是 all、api 或 worker').default('all').describe('all、api 或 worker'),
  DISTRICT_TIME_ZONE: z.string().default('Asia/Shanghai').describe('本区的时区'),
  SECRET_KEY: root32.optional().describe('32字节base64：加密、索引和会话的根密钥；沙盒会自己生成'),
  FORMER_SECRET_KEYS: z.string().optional().describe('轮换密钥时的旧根密钥，逗号分隔，新的在前'),
  WECHAT_APP_ID: z.string().min(1).optional().describe('公众号；四个都填或都不填'),
  WECHAT_APP_SECRET: z.string().min(1).optional(),
  WECHAT_TOKEN: callbackToken.optional(),
  WECHAT_ENCODING_AES_KEY: aesKey.optional(),
  WECHAT_API_BASE: address.default('https://api.weixin.qq.com'),
  WECHAT_OPEN_BASE: address.default('https://open.weixin.qq.com'),
  WECHAT_TEMPLATES: z
    .string()
    .optional()
    .describe('JSON：通知种类 → {"id":"模板编号","fields":{"我们的字段":"thing1"}}'),
  WECOM_CORP_ID: z.string().min(1).optional().describe('企业微信自建应用；五个都填或都不填'),
  WECOM_AGENT_ID: z.coerce.number('必须是数字').int().positive().optional(),
  WECOM_SECRET: z.string().min(1).optional(),
  WECOM_TOKEN: callbackToken.optional(),
  WECOM_ENCODING_AES_KEY: aesKey.optional(),
  WECOM_API_BASE: address.default('https://qyapi.weixin.qq.com'),
  WECHATY_PUPPET: z
    .string()
    .regex(/^(@[a-z0-9-]+\/)?[a-z0-9-]+$/, '必须是 npm 包名')
    .optional()
    .describe(`微信群里的机器人：puppet 的包名，封号风险见 OPERATIONS.md；沙盒里用 ${mockPuppet}`),
  WECHATY_PUPPET_TOKEN: z.string().optional(),
  WECHAT_ACCOUNT_NAME: z.string().min(1).optional().describe('公众号的名称，群里告诉居民去哪里办；接入真实的群时要填'),
  SMS_GATEWAY_URL: address.optional().describe('POST {"phone","text","kind"}，2xx 即接受'),
  SMS_SIGNATURE: z.string().default('家医').describe('短信开头的【签名】'),
  ADMIN_USERNAME: z.string().optional().describe('第一个管理员；沙盒默认 admin'),
  ADMIN_PASSWORD: z.string().optional().describe('沙盒第一次启动时打印'),
  DEMO_DATA: flag.optional().describe('第一次启动装入示范区；沙盒默认1，否则0'),
  CLOCK_CONTROL: flag.optional().describe('允许 POST /sandbox/clock；沙盒默认1，否则0'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], '不是 pino 的级别')
    .default('info')
    .describe('pino 的级别'),
} as const;

const schema = z.object(variables);
type Read = z.infer<typeof schema>;
type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError with one line for each mistake. */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in variables && value !== ''),
  );
  const read = schema.safeParse(given);
  if (!read.success)
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`));
  const mistakes: string[] = [];
  const config = assemble(read.data, environment, mistakes);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

function assemble(read: Read, environment: Environment, mistakes: string[]): Config {
  const wechat = wechatOf(read, mistakes);
  const wecom = wecomOf(read, mistakes);
  const isMock = read.WECHATY_PUPPET === mockPuppet;
  const sandbox = !wechat && !wecom && !(read.WECHATY_PUPPET && !isMock) && !read.SMS_GATEWAY_URL;
  if (isMock && (!sandbox || read.ROLE === 'worker'))
    mistakes.push(`WECHATY_PUPPET：${mockPuppet} 只用于沙盒，接入真实平台时请去掉`);
  const wechaty = wechatyOf(read, environment, mistakes);
  const databaseUrl = read.DATABASE_URL ?? `file:${read.DATA_DIR}/app.db`;
  const clockControl = read.CLOCK_CONTROL ? read.CLOCK_CONTROL === '1' : sandbox;
  if (read.ROLE !== 'all' && databaseUrl.startsWith('file:'))
    mistakes.push('ROLE：分开运行的进程需要 PostgreSQL，请设置 DATABASE_URL=postgresql://…');
  if (read.ROLE !== 'all' && !read.REDIS_URL) mistakes.push('ROLE：分开运行的进程需要 Redis，请设置 REDIS_URL');
  if (read.ROLE !== 'all' && clockControl && read.CLOCK_CONTROL === '1')
    mistakes.push('CLOCK_CONTROL：只有 ROLE=all 时可以拨时钟');
  if (!sandbox && !read.SECRET_KEY) mistakes.push('SECRET_KEY：接入真实平台时必须设置（openssl rand -base64 32）');
  if (read.ROLE !== 'all' && !read.SECRET_KEY && sandbox) mistakes.push('SECRET_KEY：多个进程必须用同一个，请设置');
  if (!isZone(read.DISTRICT_TIME_ZONE)) mistakes.push('DISTRICT_TIME_ZONE：不认识的时区');
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/$/, ''),
    dataDir: read.DATA_DIR,
    databaseUrl,
    redisUrl: read.REDIS_URL,
    role: read.ROLE,
    zone: read.DISTRICT_TIME_ZONE,
    secretKey: read.SECRET_KEY ? Buffer.from(read.SECRET_KEY, 'base64') : undefined,
    formerSecretKeys: formerKeys(read.FORMER_SECRET_KEYS, mistakes),
    wechat,
    wecom,
    wechaty,
    smsGatewayUrl: read.SMS_GATEWAY_URL,
    smsSignature: read.SMS_SIGNATURE,
    admin: { username: read.ADMIN_USERNAME ?? (sandbox ? 'admin' : undefined), password: read.ADMIN_PASSWORD },
    sandbox,
    demoData: read.DEMO_DATA ? read.DEMO_DATA === '1' : sandbox,
    clockControl: clockControl && read.ROLE === 'all',
    logLevel: read.LOG_LEVEL,
  };
}

function wechatOf(read: Read, mistakes: string[]): WechatConfig | undefined {
  const {
    WECHAT_APP_ID: appId,
    WECHAT_APP_SECRET: appSecret,
    WECHAT_TOKEN: token,
    WECHAT_ENCODING_AES_KEY: key,
  } = read;
  if (!appId && !appSecret && !token && !key) return undefined;
  if (!appId || !appSecret || !token || !key) {
    mistakes.push('WECHAT_*：APP_ID、APP_SECRET、TOKEN、ENCODING_AES_KEY 四个都要填，或都不填');
    return undefined;
  }
  return {
    appId,
    appSecret,
    token,
    encodingAesKey: key,
    apiBase: read.WECHAT_API_BASE,
    openBase: read.WECHAT_OPEN_BASE,
    templates: templatesOf(read.WECHAT_TEMPLATES, mistakes),
  };
}

function wecomOf(read: Read, mistakes: string[]): WecomConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = read;
  const { WECOM_TOKEN: token, WECOM_ENCODING_AES_KEY: encodingAesKey } = read;
  if (!corpId && !agentId && !secret && !token && !encodingAesKey) return undefined;
  if (!corpId || !agentId || !secret || !token || !encodingAesKey) {
    mistakes.push('WECOM_*：CORP_ID、AGENT_ID、SECRET、TOKEN、ENCODING_AES_KEY 五个都要填，或都不填');
    return undefined;
  }
  return { corpId, agentId, secret, token, encodingAesKey, apiBase: read.WECOM_API_BASE };
}

function wechatyOf(read: Read, environment: Environment, mistakes: string[]): WechatyConfig | undefined {
  const { WECHATY_PUPPET: puppet, WECHATY_PUPPET_TOKEN: token, WECHAT_ACCOUNT_NAME: accountName } = read;
  if (puppet === undefined) return undefined;
  if (accountName === undefined && puppet !== mockPuppet)
    mistakes.push('WECHAT_ACCOUNT_NAME：机器人在群里要告诉居民公众号叫什么，请填写');
  const own = Object.entries(environment).filter(([name]) =>
    /^(?:WECHATY_.*|PATH|(?:https?|no)_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  );
  return {
    puppet,
    token,
    accountName: accountName ?? '家医服务号',
    environment: Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  };
}

function templatesOf(text: string | undefined, mistakes: string[]): Record<string, WechatTemplate> {
  if (!text) return {};
  try {
    return z.record(z.string(), template).parse(JSON.parse(text));
  } catch {
    mistakes.push('WECHAT_TEMPLATES：必须是JSON，形如 {"appointment.reminder":{"id":"…","fields":{"when":"thing1"}}}');
    return {};
  }
}

function formerKeys(text: string | undefined, mistakes: string[]): Buffer[] {
  const keys = (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((key) => Buffer.from(key.trim(), 'base64'));
  if (keys.some((key) => key.length !== 32)) mistakes.push('FORMER_SECRET_KEYS：每个都必须是32个字节的base64');
  return keys;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('zh-CN', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
