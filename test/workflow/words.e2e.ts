import { expect, expectAccessible, signIn, test } from '../desk.ts';
import { bar, client, enrollment, facility } from '../factories.ts';

test('in Spanish, reasons, what fits and every line of the record’s history are Spanish', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  await facility(db, county.birchwater, 'Casa Alta', [{ beds: ['lower'], rule: { placement: 'women' } }]);
  await facility(db, county.birchwater, 'Casa Baja', [{ beds: ['upper'] }]);
  const open = await facility(db, county.birchwater, 'Casa Abierta', [{ beds: ['lower', 'upper'] }]);
  const { id } = await client(db, county.team, 'Lucio Marte', {
    needs: { placement: 'men', lowerBunk: true },
  });
  await enrollment(db, id, open, { madeBy: county.team });
  await bar(db, id, county.quarry, { end: '2026-12-03' });
  await page.addInitScript(() => localStorage.setItem('berth-language', 'es'));
  const signedIn = await page.request.post(`${county.baseUrl}/api/auth/sign-in/email`, {
    data: { email: county.emails.specialist, password: 'correct horse battery' },
    headers: { origin: county.baseUrl },
  });
  expect(signedIn.status()).toBe(200);
  await page.goto(`${county.baseUrl}/clients/${id}/housing-facilities`);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Casa Alta')).toContainText('Solo lugares de mujeres');
  await expect(row('Casa Baja')).toContainText('Sin litera de abajo');
  await expect(row('Quarry Road Shelter')).toContainText(
    'Aquí no es posible; puede quedarse otra vez desde jue 3 dic 2026',
  );
  await expect(row('Casa Abierta')).toContainText('Todo género · litera de abajo');
  // Names of shelters may be English; nothing else is.
  await expect(page.getByRole('main')).not.toContainText(
    /Women.s placement|No lower bunk|Not eligible|All-gender|Full for/,
  );
  await expectAccessible(page, ['light']);

  await page.goto(`${county.baseUrl}/clients/${id}/seen-by`);
  const table = page.getByRole('table', { name: 'Quién ha visto este expediente' });
  await expect(table).toContainText('Buscó un lugar');
  // The installation's clock, not this computer's.
  await expect(table.getByRole('row').nth(1)).toContainText('23 nov 2026, 10:14');
  await expect(table).not.toContainText(/Saw|Looked/);
});

test('who has seen this record says what was changed; a look at what a change would do is no change', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Rita Seen', { shares: true });
  const at = new Date('2026-11-23T16:00:00Z');
  await db
    .insertInto('auditEntry')
    .values(
      (['closure.preview', 'closure.make', 'client.card', 'reservation.cancel'] as const).map((act) => ({
        at,
        act,
        requestId: 'r',
        clientIds: `{${id}}` as never,
        actingOrganizationId: county.birchwater,
      })),
    )
    .execute();
  await signIn(page, county, 'specialist', `/clients/${id}/seen-by`);
  const table = page.getByRole('table', { name: 'Who has seen this record' });
  await expect(table).toContainText('Looked at what a change would do');
  await expect(table).toContainText('Did something inside the shelter');
  await expect(table).toContainText('Gave a card');
  await expect(table).toContainText('Cancelled a reservation');
  await expect(table).not.toContainText(/Changed this record|dashboard/);
  // This very visit is one of the page, once it is read anew.
  await page.reload();
  await expect(table).toContainText('Saw who has seen this record');
  await expect(table).not.toContainText('dashboard');
});
