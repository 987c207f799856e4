type Action = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'replace';

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: 'managed' | 'data';
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** What a plan would do to managed resources, from Terraform's JSON of it. */
export class PlannedChanges {
  /** By address; what stays as it is, is left out. */
  readonly actions: Readonly<Record<string, Action>>;

  constructor(plan: PlanJson) {
    const changes = (plan.resource_changes ?? [])
      .filter(({ mode }) => mode === 'managed')
      .map(({ address, change }) => [address, actionOf(change.actions)] as const)
      .filter(([, action]) => action !== 'no-op');
    this.actions = Object.fromEntries(changes);
  }

  /** The addresses with this action, sorted. */
  with(action: Action): string[] {
    return this.having((each) => each === action);
  }

  /** The addresses with any other action than this, sorted. */
  without(action: Action): string[] {
    return this.having((each) => each !== action);
  }

  private having(matches: (action: Action) => boolean): string[] {
    return Object.keys(this.actions)
      .filter((address) => matches(this.actions[address] ?? 'no-op'))
      .sort();
  }
}

function actionOf(actions: readonly string[]): Action {
  return actions.length > 1 ? 'replace' : (actions[0] as Action);
}
