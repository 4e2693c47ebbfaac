// What RFC 3067 demands where a person is involved, in the page: the attack and the addresses in it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { REPORT } from './reports.ts';
import { comes, load, menu, settles } from './support/page.ts';
import { open, saved, says } from './support/rfc3067.ts';
import { SCHEMAS, schemaFaults } from './support/schemas.ts';

/** The values of a list in the published schema. */
function listed(type: string): string[] {
  const path = `//*[local-name()="simpleType"][@name="${type}"]//*[local-name()="enumeration"]/@value`;
  const { stdout } = spawnSync('xmllint', ['--xpath', path, join(SCHEMAS, 'iodef-2.0.xsd')], { encoding: 'utf8' });
  return [...stdout.matchAll(/value="([^"]*)"/g)].map(([, value]) => value ?? '');
}

/** The values that a field proposes. */
async function proposed(select: Locator): Promise<string[]> {
  await select.waitFor();
  return select.locator('option').evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value).filter((value) => value !== ''));
}

/** What xmllint finds at a path of local names. */
function read(xml: string, path: string): string {
  const steps = path.split('/').map((step) => step.replace(/^(\w+)/, '*[local-name() = "$1"]'));
  return spawnSync('xmllint', ['--nonet', '--xpath', `string(/*/${steps.join('/')})`, '-'], { encoding: 'utf8', input: xml }).stdout.replace(/\n$/, '');
}

/** Shows an element by itself, as a press in the outline does. */
async function show(page: Page, xpath: string, heading: string): Promise<void> {
  await page.evaluate(async (wanted) => {
    const { editor } = document.querySelector('iodef-editor')!;
    const path = await editor.session.call('resolve', [wanted]);
    editor.select(path!, 'outline');
  }, `/IODEF-Document/Incident${xpath}`);
  await page.locator('iodef-form h2', { hasText: heading }).waitFor();
}

/** Presses the button that adds a class to what is shown by itself. */
async function add(page: Page, name: string, wanted: RegExp): Promise<void> {
  const adder = page.locator('iodef-form').locator('iodef-adder').first();
  const [button, more] = [adder.getByRole('button', { name, exact: true }), adder.getByRole('button', { name: /more…/ })];
  await button.or(more).first().waitFor();
  if (await button.count() === 0) await more.click();
  await button.click();
  await settles(page, (text) => wanted.test(text), `${name} was added`);
}

test('rfc3067_6_2_an_attack_type_is_picked_from_the_published_list_or_is_a_new_one', async () => {
  const { page } = await open(REPORT);
  await page.getByRole('button', { name: /^Assessment/ }).first().click();
  await page.getByRole('button', { name: /^Technical impact/ }).first().click();
  const type = page.getByLabel('Type', { exact: true });
  const values = listed('systemimpact-type-type');
  assert.ok(values.length > 20, values.join());
  assert.deepEqual((await proposed(type)).toSorted(), values.toSorted());
  await type.selectOption({ label: 'Traffic redirected' });
  await settles(page, (text) => text.includes('<SystemImpact type="traffic-redirection" '), 'it was picked from the list');
  const picked = await saved(page);

  // A new one is refused until it has a name, and is then what its receivers read.
  await type.selectOption({ label: 'Another value…' });
  await says(page, /ext-type/);
  await page.getByLabel('Another value for Type').fill('quantum-eavesdropping');
  await settles(page, (text) => /<SystemImpact [^>]*ext-type="quantum-eavesdropping"/.test(text) && text.includes('type="ext-value"'), 'it was named');
  await says(page, /ext-type/, false);
  await page.getByText('Valid', { exact: true }).waitFor();
  assert.deepEqual(schemaFaults({ picked, named: await saved(page) }), []);
  // Going back to the list leaves nothing of it.
  await type.selectOption({ label: 'Service not available' });
  await settles(page, (text) => text.includes('type="availability-service"') && !text.includes('ext-type'), 'the list is enough');
  // What a file has and no list does is said by its name.
  await load(page, REPORT.replace('type="availability-service"', 'type="flood"'));
  await says(page, /^Error: .*flood/);
});

test('rfc3067_6_4_an_attack_is_described_in_detail_by_the_form_and_by_a_template', async () => {
  const { page } = await open(REPORT);
  const form = page.locator('iodef-form');
  const fill = (name: string, text: string) => form.getByRole('textbox', { name, exact: true }).first().fill(text);
  await add(page, 'Discovery', /<Discovery/);
  await add(page, 'Method', /<Method/);
  await show(page, '/Discovery', 'Discovery');
  await form.getByLabel('Noticed by').selectOption('nidps');
  await fill('Description', 'Rule 2001 of the sensor');
  await show(page, '/Method', 'Method');
  await fill('Description', 'A tool for floods.');
  await add(page, 'Reference', /<Reference/);
  await add(page, 'Attack pattern', /AttackPattern/);
  await show(page, '/Method/Reference', 'Reference');
  await fill('URL', 'https://example.com/tool');
  await show(page, '/Method/sci:AttackPattern', 'Attack pattern');
  await form.getByRole('button', { name: 'One more attribute' }).click();
  await fill('Specification', 'urn:ietf:params:xml:ns:mile:mmdef:1.2');
  await fill('Content ID', 'CAPEC-125');
  // Steps inside steps, each with its own method, and the parts that systems had.
  await show(page, '/EventData', 'Event');
  await fill('Description', 'Second the shop.');
  await fill('Start', '2015-10-02T10:30:00-05:00');
  await add(page, 'Event', /<EventData>[\s\S]*<EventData/);
  await show(page, '/EventData/EventData', 'Event');
  await fill('Description', 'First the resolver.');
  await add(page, 'Method', /<EventData>[\s\S]*<EventData[\s\S]*<Method/);
  await show(page, '/EventData/EventData/Method', 'Method');
  await fill('Description', 'Amplification');
  await show(page, '/EventData/Flow/System[1]', 'System');
  await add(page, 'Role of the system', /<NodeRole/);
  await form.getByLabel('Role', { exact: true }).selectOption('c2-server');
  await settles(page, (text) => text.includes('<NodeRole category="c2-server"/>') && text.includes('Amplification'), 'all was written');
  await page.getByText('Valid', { exact: true }).waitFor();
  const detailed = await saved(page);
  assert.deepEqual(schemaFaults({ detailed }), []);
  for (const [path, text] of [
    ['Incident/Discovery/@source', 'nidps'], ['Incident/Discovery/Description', 'Rule 2001 of the sensor'], ['Incident/Method/Description', 'A tool for floods.'],
    ['Incident/Method/Reference/URL', 'https://example.com/tool'], ['Incident/Method/AttackPattern/@ContentID', 'CAPEC-125'],
    ['Incident/EventData/StartTime', '2015-10-02T10:30:00-05:00'], ['Incident/EventData/EventData/Description', 'First the resolver.'],
    ['Incident/EventData/EventData/Method/Description', 'Amplification'], ['Incident/EventData/Flow/System/NodeRole/@category', 'c2-server'],
  ] as const) assert.equal(read(detailed, path), text, path);

  // A template asks for the same in plain words.
  await menu(page, 'From a template…');
  await page.getByRole('dialog').getByRole('button', { name: /^Denial of service/ }).click();
  for (const [label, answer] of [
    ['Name', 'Example CSIRT'], ['Mail address', 'csirt@example.org'], ['Domain name of the team', 'csirt.example.org'], ['IP address of the source', '192.0.2.7'],
    ['IP address of the target', '198.51.100.80'], ['IP protocol number (6 TCP, 17 UDP)', '17'], ['Port of the target (optional)', '53'],
  ] as const) await page.getByLabel(label, { exact: true }).fill(answer);
  await page.getByRole('button', { name: 'Make the report' }).click();
  await settles(page, (text) => text.includes('csirt.example.org'), 'the template was filled in');
  const told = await saved(page);
  assert.deepEqual(schemaFaults({ told }), []);
  for (const [path, text] of [
    ['Incident/Discovery/@source', 'network-flow'], ['Incident/Assessment/SystemImpact/@type', 'availability-service'], ['Incident/EventData/Flow/System[1]/Node/Address', '192.0.2.7'],
    ['Incident/EventData/Flow/System[2]/Node/Address', '198.51.100.80'], ['Incident/EventData/Flow/System[2]/Service/@ip-protocol', '17'], ['Incident/EventData/Flow/System[2]/Service/Port', '53'],
  ] as const) assert.equal(read(told, path), text, path);
  assert.match(read(told, 'Incident/Method/Description'), /denial of service/);
});

test('rfc3067_6_7_each_kind_of_address_that_a_person_chooses_is_checked_as_what_it_is', async () => {
  const kinds = [
    ['asn', '64496', '4294967296'], ['atm', '47.0005.80.ffe100.0000.f21a.26d8.0020ea000ee0.00', 'x'], ['e-mail', 'a@example.com', 'a@'],
    ['mac', '00:00:5e:00:53:01', '00:00:5e:00:53'], ['ipv4-addr', '192.0.2.1', '192.0.2.256'], ['ipv4-net', '192.0.2.0/24', '192.0.2.0/33'],
    ['ipv4-net-masked', '192.0.2.x/24', '192.0.2.0/24'], ['ipv4-net-mask', '192.0.2.0/255.255.255.0', '192.0.2.0/24'],
    ['ipv6-addr', '2001:db8::1', '192.0.2.1'], ['ipv6-net', '2001:db8::/32', '2001:db8::/129'], ['ipv6-net-masked', '2001:db8:x::/48', '2001:db8::/32'], ['site-uri', 'https://example.com/', 'example.com'],
  ] as const;
  const { page } = await open(REPORT);
  await show(page, '/EventData/Flow/System[1]/Node', 'Host or network');
  const kind = page.locator('iodef-form').getByLabel('Kind of address');
  const address = page.locator('iodef-form').getByRole('textbox', { name: 'Address', exact: true });
  const schema = listed('address-category-type');
  assert.deepEqual((await proposed(kind)).toSorted(), schema.toSorted());
  // Each kind of the published list but the one that stands for a new kind.
  assert.deepEqual([...kinds.map(([category]) => category), 'ext-value'].toSorted(), schema.toSorted());
  const written: Record<string, string> = {};
  for (const [category, good, bad] of kinds) {
    await kind.selectOption(category);
    await address.fill(bad);
    await says(page, new RegExp(`^Error: “${bad}” is no address of the category ${category}:`));
    assert.ok(await comes(async () => await address.getAttribute('aria-invalid') === 'true'), category);
    await address.fill(good);
    await settles(page, (text) => text.includes(`<Address category="${category}">${good}<`), `${good} was typed`);
    await says(page, /^Error/, false);
    written[category] = await saved(page);
  }
  assert.deepEqual(schemaFaults(written), []);
  // A kind that no list has.
  await kind.selectOption({ label: 'Another value…' });
  await page.getByLabel('Another value for Kind of address').fill('lora-eui');
  await address.fill('70B3D57ED0001234');
  await settles(page, (text) => text.includes('category="ext-value"') && text.includes('ext-category="lora-eui"') && text.includes('>70B3D57ED0001234<'), 'the new kind was typed');
  await says(page, /^Error/, false);
});
