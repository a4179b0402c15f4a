package when

// readNumeral classifies a token that starts with a digit (or an apostrophe and digits): a count, a day, a year, a decade, a
// clock time, a date, an ordinal, a fraction.
func readNumeral(word string, it *item) bool {
	short := word[0] == '\''
	if short {
		word = word[1:]
	}
	n, rest := leadingNumber(word)
	digits := len(word) - len(rest)
	if digits == 0 || digits > 4 {
		return false
	}
	if short {
		return readShortYear(n, digits, rest, it)
	}
	switch {
	case rest == "":
		it.class, it.value = number, n
		if 1 <= n && n <= 31 && digits <= 2 {
			it.class |= dayOfMonth
		}
		if 1 <= n && n <= 12 && digits <= 2 {
			it.class |= hourOfDay
		}
		if digits == 4 && 1000 <= n && n <= 2100 {
			it.class |= year
		}
	case rest == "s" && n%10 == 0 && (digits == 4 && n >= 1000 && n <= 2100 || digits == 2):
		it.class, it.value = decade, n
		if digits == 2 {
			it.value += 1900
		}
	case rest == "st" || rest == "nd" || rest == "rd" || rest == "th":
		it.class, it.value = ordinal, n
	case rest == "/2" && n == 1:
		it.class, it.half = fraction, true
	case rest == "½":
		it.class, it.value, it.half = number, n, true
	case rest[0] == ':' || rest[0] == 'a' || rest[0] == 'p' || rest[0] == 'A' || rest[0] == 'P':
		return readClock(n, digits, rest, it)
	case rest[0] == '-' || rest[0] == '/':
		return readDate(n, digits, rest, it)
	default:
		return false
	}
	return true
}

func leadingNumber(s string) (n int, rest string) {
	i := 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:]
}

// readShortYear reads '98 and '80s.
func readShortYear(n, digits int, rest string, it *item) bool {
	if digits != 2 {
		return false
	}
	it.value = 1900 + n
	if n < 30 {
		it.value += 100
	}
	switch rest {
	case "":
		it.class = shortYear
	case "s":
		it.class = decade
	default:
		return false
	}
	return rest == "" || n%10 == 0
}

// readClock reads 10:35, 10:35pm and 10pm; "a" or "p" open the half of the day.
func readClock(h, digits int, rest string, it *item) bool {
	minutes := 0
	if rest[0] == ':' {
		m, after := leadingNumber(rest[1:])
		if len(rest)-1-len(after) != 2 || m > 59 {
			return false
		}
		minutes, rest = m, after
	}
	if h > 24 || digits > 2 {
		return false
	}
	it.class, it.value = clock, h*60+minutes
	if rest == "" {
		if h > 12 || h == 0 {
			it.class |= clockFull
		}
		return true
	}
	half, ok := lexicon[lowerASCII(rest)]
	if !ok || half.class&meridiem == 0 || h > 12 {
		it.class = 0
		return false
	}
	it.class, it.value = clockFull, twelveHours(h, half.value)*60+minutes
	return true
}

// twelveHours is hour h of the clock face in the half of the day that starts at noon (12) or midnight (0).
func twelveHours(h, half int) int { return h%12 + half }

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// readDate reads 2021-11-22, 2021-11, 11/22/2021 and 22/11/2021; the value is YYYYMMDD with 00 for no day. Of two readings,
// month first is taken.
func readDate(first, digits int, rest string, it *item) bool {
	separator := rest[0]
	second, rest2 := leadingNumber(rest[1:])
	third, thirdDigits := 0, 0
	if rest2 != "" {
		if rest2[0] != separator {
			return false
		}
		n, end := leadingNumber(rest2[1:])
		if end != "" {
			return false
		}
		third, thirdDigits = n, len(rest2)-1
	}
	y, m, day := 0, 0, 0
	switch {
	case digits == 4 && separator == '-' && len(rest)-len(rest2) == 3 && (thirdDigits == 0 || thirdDigits == 2):
		y, m, day = first, second, third
	case separator == '/' && digits <= 2 && (thirdDigits == 4 || thirdDigits == 2):
		y, m, day = third, first, second
		if m > 12 {
			m, day = day, m
		}
		if thirdDigits == 2 {
			y += 1900
			if third < 30 {
				y += 100
			}
		}
	default:
		return false
	}
	if y < 1000 || y > 2100 || m < 1 || m > 12 || day > daysIn(y, m) || thirdDigits > 0 && day < 1 {
		return false
	}
	it.class, it.value = isoDate, y*10000+m*100+day
	return true
}
