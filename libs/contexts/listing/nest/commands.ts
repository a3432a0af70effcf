import { commandsOf, DomainCommand } from '#platform';
import { listing, type DraftListing, type PublishListing, type ReviseListing, type WithdrawListing } from '../index.js';
import { supplierOfListing } from './facts.js';

export class DraftListingCommand extends DomainCommand<DraftListing> {}
export class ReviseListingCommand extends DomainCommand<ReviseListing> {}
export class PublishListingCommand extends DomainCommand<PublishListing> {}
export class WithdrawListingCommand extends DomainCommand<WithdrawListing> {}

export const listingCommands = commandsOf(listing, {
  'draft-listing': { command: DraftListingCommand, facts: supplierOfListing },
  'revise-listing': { command: ReviseListingCommand, facts: supplierOfListing },
  'publish-listing': { command: PublishListingCommand, facts: supplierOfListing },
  'withdraw-listing': WithdrawListingCommand,
});
