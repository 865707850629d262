/** @import { ParserServicesWithTypeInformation, TSESTree } from '@typescript-eslint/utils' */

/**
 * Whether an expression's value is a function of which some overload returns something that can be awaited.
 *
 * @param {ParserServicesWithTypeInformation} types
 * @param {TSESTree.Node} node
 */
export const returnsPromise = (types, node) =>
  types
    .getTypeAtLocation(node)
    .getCallSignatures()
    .some((signature) => isAwaitable(signature.getReturnType()));

/**
 * Whether a type, or one member of a union, has a `then`.
 *
 * @param {ReturnType<ParserServicesWithTypeInformation['getTypeAtLocation']>} type
 * @returns {boolean}
 */
export const isAwaitable = (type) =>
  type.isUnion() ? type.types.some(isAwaitable) : Boolean(type.getProperty('then'));
