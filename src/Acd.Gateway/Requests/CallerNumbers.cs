using Acd.Core;
using Acd.Hosting;
using PhoneNumbers;

namespace Acd.Gateway;

/// <summary>
/// The one spelling of a caller's number, by which callers are recognized: <c>+49 30 90-18 20</c>, <c>tel:+4930901820</c> and,
/// in the region DE, <c>030 901820</c> are all <c>+4930901820</c>. What is no number stays as it is.
/// </summary>
internal sealed class CallerNumbers(IContactCenter center, TimeProvider time)
{
    private const string Separators = " -./()\u00a0\u2010\u2011";

    /// <summary>The fewest digits of a number. Shorter ones are extensions, which mean something only within a switch.</summary>
    private const int FewestDigits = 7;

    /// <summary>How old the region may be. It is asked for only where a number needs it.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly PhoneNumberUtil _numbers = PhoneNumberUtil.GetInstance();
    private Region _region = new(null, long.MinValue);

    /// <summary>The number in one spelling. Null if it is in that spelling already, or is no number.</summary>
    public async ValueTask<string?> NormalizeAsync(string? callerId)
    {
        if (callerId is null || ReadDigits(callerId) is not { } digits)
            return null;
        var region = digits[0] == '+' ? null : await ReadRegionAsync();
        var number = Parse(digits, region) ?? digits;
        return number == callerId ? null : number;
    }

    private string? Parse(string digits, string? region)
    {
        if (region is null && digits[0] != '+')
            return null;
        try
        {
            var number = _numbers.Parse(digits, region);
            return _numbers.IsPossibleNumber(number) ? _numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            // The plan of that country knows no such number. Its digits identify the caller.
            return null;
        }
    }

    /// <summary>The digits of a number after an optional plus. Null if it is something else.</summary>
    private static string? ReadDigits(string callerId)
    {
        var text = callerId.AsSpan().Trim();
        foreach (var scheme in (ReadOnlySpan<string>)["tel:", "sip:", "sips:"])
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                text = text[scheme.Length..];
        }

        var end = text.IndexOfAny('@', ';');
        text = end < 0 ? text : text[..end];
        Span<char> digits = stackalloc char[Limits.CallerIdLength];
        var count = 0;
        foreach (var letter in text[..Math.Min(text.Length, digits.Length)])
        {
            if (char.IsAsciiDigit(letter) || (letter == '+' && count == 0))
                digits[count++] = letter;
            else if (!Separators.Contains(letter, StringComparison.Ordinal))
                return null;
        }

        var digitsOnly = count > 0 && digits[0] == '+' ? count - 1 : count;
        return digitsOnly >= FewestDigits ? digits[..count].ToString() : null;
    }

    private async ValueTask<string?> ReadRegionAsync()
    {
        var known = _region;
        if (known.ReadAt != long.MinValue && time.GetElapsedTime(known.ReadAt) < MaxAge)
            return known.Code;
        var readAt = time.GetTimestamp();
        if (await center.SendAsync(new GetGeneralSettings()) is not GeneralSettingsReply { Options.Region: var code })
            return known.Code;
        _region = new Region(code is not null && _numbers.GetSupportedRegions().Contains(code) ? code : null, readAt);
        return _region.Code;
    }

    private sealed record Region(string? Code, long ReadAt);
}
