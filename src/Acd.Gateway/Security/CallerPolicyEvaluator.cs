using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Acd.Gateway;

/// <summary>
/// Decides by the API's own policies without the authorization service, whose objects and tasks cost each request more than the
/// decision. The service decides by any other policy, and about callers without a known key.
/// </summary>
internal sealed class CallerPolicyEvaluator(IAuthorizationService authorization) : IPolicyEvaluator
{
    private static readonly Task<PolicyAuthorizationResult> Allowed = Task.FromResult(PolicyAuthorizationResult.Success()),
        Forbidden = Task.FromResult(PolicyAuthorizationResult.Forbid());

    private readonly PolicyEvaluator _service = new(authorization);
    private readonly ConditionalWeakTable<AuthorizationPolicy, CallerRule> _rules = [];

    public Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) =>
        policy.AuthenticationSchemes.Count == 0 && context.User.Identity is CallerIdentity identity
            ? identity.Authenticated
            : _service.AuthenticateAsync(policy, context);

    public Task<PolicyAuthorizationResult> AuthorizeAsync(
        AuthorizationPolicy policy, AuthenticateResult authenticationResult, HttpContext context, object? resource)
    {
        if (context.User.Identity is CallerIdentity { Caller: var caller }
            && _rules.GetValue(policy, static one => new CallerRule(one)) is { IsComplete: true } rule)
        {
            return rule.Allows(caller, context) ? Allowed : Forbidden;
        }

        return _service.AuthorizeAsync(policy, authenticationResult, context, resource);
    }

    /// <summary>A policy by roles, and by the agent that a route parameter names.</summary>
    private sealed class CallerRule
    {
        private readonly bool[] _roles = [.. Enum.GetValues<Role>().Select(_ => true)];
        private readonly List<OwnAgentRequirement> _own = [];

        public CallerRule(AuthorizationPolicy policy)
        {
            IsComplete = policy.Requirements.Count > 0;
            foreach (var requirement in policy.Requirements)
            {
                if (requirement is OwnAgentRequirement own) _own.Add(own);
                else if (requirement is RolesAuthorizationRequirement roles) Keep(roles);
                else IsComplete = false;
            }
        }

        /// <summary>Whether the policy has nothing else.</summary>
        public bool IsComplete { get; }

        public bool Allows(Caller caller, HttpContext http)
        {
            if (!_roles[(int)caller.Role]) return false;
            foreach (var own in _own)
            {
                if (!own.Allows(caller, http)) return false;
            }

            return true;
        }

        private void Keep(RolesAuthorizationRequirement roles)
        {
            _roles[(int)Role.None] = false;
            foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.None))
                _roles[(int)role] &= roles.AllowedRoles.Contains(RoleNames.Of(role), StringComparer.Ordinal);
        }
    }
}
