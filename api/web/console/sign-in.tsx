import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call, type SentTo } from './client.ts';
import { problemOf } from './use-answer.ts';

type Asked = SentTo<'POST /sign-in'>['body'];
type Step = AnswerOf<'POST /sign-in'>;

/** Name and password, then the authenticator's six digits; the first time the key to scan is shown. */
export function SignIn({ onIn }: { onIn: () => void }) {
  const [step, setStep] = useState<Exclude<Step, { next: 'in' }>>();
  const [mistake, setMistake] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [form] = Form.useForm<Asked>();

  async function send(): Promise<void> {
    setBusy(true);
    setMistake('');
    try {
      const answer = await call('POST /sign-in', { body: form.getFieldsValue(true) as Asked });
      if (answer.next === 'in') onIn();
      else setStep(answer);
    } catch (error) {
      const { message, errors } = problemOf(error);
      setMistake(errors[0]?.message ?? message);
      form.resetFields(['code']);
    } finally {
      setBusy(false);
    }
  }

  function back(): void {
    setStep(undefined);
    setMistake('');
    form.resetFields(['code', 'newPassword']);
  }

  return (
    <main className="sign-in">
      <Card title="登录家医控制台">
        <Form form={form} layout="vertical" requiredMark={false} onFinish={() => void send()}>
          {mistake !== '' && <Alert type="error" showIcon title={mistake} role="alert" className="gap" />}
          {step === undefined ? (
            <>
              <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填用户名' }]}>
                <Input autoFocus autoComplete="username" />
              </Form.Item>
              <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填密码' }]}>
                <Input.Password autoComplete="current-password" />
              </Form.Item>
            </>
          ) : (
            <SecondStep step={step} />
          )}
          <Button block type="primary" htmlType="submit" loading={isBusy}>
            {step === undefined ? '下一步' : '登录'}
          </Button>
          {step !== undefined && (
            <Button block type="link" onClick={back}>
              换一个账号
            </Button>
          )}
        </Form>
      </Card>
    </main>
  );
}

function SecondStep({ step }: { step: Exclude<Step, { next: 'in' }> }) {
  return (
    <>
      {step.next === 'enrol' && (
        <>
          <p>
            第一次登录：请用手机上的验证器（如腾讯身份验证器、Microsoft Authenticator）扫这个码，再填它显示的6个数字。
          </p>
          <img className="qr" alt="验证器的二维码" src={`data:image/svg+xml;utf8,${encodeURIComponent(step.qrCode)}`} />
          <p>
            扫不了就手工输入：<code>{step.key}</code>
          </p>
          {step.isTemporary && (
            <Form.Item
              name="newPassword"
              label="新密码（代替临时密码）"
              rules={[{ required: true, min: 12, message: '密码至少12个字符' }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          )}
        </>
      )}
      {step.sandboxCode !== undefined && (
        <Alert type="info" className="gap" title={`沙盒：现在的验证码是 ${step.sandboxCode}`} />
      )}
      <Form.Item
        name="code"
        label="验证器上的6个数字"
        rules={[{ required: true, pattern: /^\d{6}$/, message: '验证码是6个数字' }]}
      >
        <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
    </>
  );
}
