/** The first action of the type, when there is one. */
export function findAction<Action extends { readonly type: string }, Type extends Action['type']>(
  actions: readonly Action[],
  type: Type,
): Extract<Action, { readonly type: Type }> | undefined {
  return actions.find((action): action is Extract<Action, { readonly type: Type }> => action.type === type);
}
