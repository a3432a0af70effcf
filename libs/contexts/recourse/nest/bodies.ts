import { MoneyBody, ObjectField, TextField } from '#platform';

export class RecoveryBody {
  @ObjectField(MoneyBody, { description: 'What has come back, of what is outstanding.' })
  readonly amount!: MoneyBody;
}

export class WriteOffBody {
  @TextField({ description: 'Why no more of it will come back.' })
  readonly reason!: string;
}
