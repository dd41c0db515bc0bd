import Koa from 'koa';

/** The least that a Node server of this kind starts with. */
const app = new Koa();
app.use((context) => {
  context.body = 'success';
});
app.listen(Number(process.env.PORT), '127.0.0.1');
