import { TestBrowser } from './browser.ts';
import { REPORT } from './reports.ts';
const b = await TestBrowser.start(); const url = await b.serve();
for (let round = 0; round < 3; round++) {
const { page, errors } = await b.visit(url, { viewport: { width: 1280, height: 900 } });
await page.waitForSelector('iodef-start'); await page.waitForTimeout(1500);
const r = await page.evaluate(async (REPORT) => {
  const one = REPORT.match(/<EventData>[\s\S]*<\/EventData>/)![0];
  const big = REPORT.replace(one, one.repeat(Math.ceil(10e6 / one.length)));
  const el = document.querySelector('iodef-editor')! as any;
  const marks: [string, number][] = []; const t0 = performance.now();
  const at = (n: string) => marks.push([n, Math.round(performance.now() - t0)]);
  el.editor.on('progress', (p: any) => at(`progress ${p?.stage}`));
  el.editor.on('opened', () => at('opened'));
  const painted = new Promise<void>((resolve) => { const stop = el.editor.on('drawn', () => { stop(); at('drawn'); requestAnimationFrame(() => setTimeout(() => { at('painted'); resolve(); })); }); });
  const checked = new Promise<void>((resolve) => el.editor.on('state', (s: any) => { if (s.checked && s.parsed) { at('checked'); resolve(); } }));
  const file = new File([big], 'big.xml'); const data = new DataTransfer(); data.items.add(file);
  el.renderRoot.querySelector('.frame').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  await painted; await checked;
  return marks;
}, REPORT);
console.log(JSON.stringify(r), errors.join());
await page.close();
}
await b.close();
